package chat.monarch.testkit.fault;

import java.time.Duration;

/// What may happen to a request on its way.
public sealed interface HttpFault {
  /// It is answered at once, and never gets there.
  record Refused(int status, String body) implements HttpFault {}

  /// It gets there late.
  record Delayed(Duration by) implements HttpFault {}

  /// It never gets there; after that time the connection is closed without an answer.
  record Hung(Duration time) implements HttpFault {}

  /// It gets there and is acted upon, but the answer is lost.
  record AnswerLost() implements HttpFault {}

  /// It gets there twice, one behind the other.
  record Twice() implements HttpFault {}
}
