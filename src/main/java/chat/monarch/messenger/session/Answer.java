package chat.monarch.messenger.session;

import chat.monarch.messenger.transport.Element;

/// What came back on an IQ.
sealed interface Answer {
  /// What was asked for.
  record Result(Element iq) implements Answer {}

  /// The service said no.
  record Refused(String condition) implements Answer {}
}
