package chat.monarch.bridge.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/// Counts what became of messages since the start, as `monarch_messages_total`.
@ApplicationScoped
public class MessageCounts {
  private final MeterRegistry registry;
  private final Counter toMessenger;
  private final Counter toMatrix;

  public MessageCounts(MeterRegistry registry) {
    this.registry = registry;
    this.toMessenger = counter("to_messenger", "delivered");
    this.toMatrix = counter("to_matrix", "delivered");
    // Those that are rare are there from the start, too: a graph needs the zero.
    counter("to_messenger", "failed");
    counter("to_messenger", "uncertain");
    counter("to_matrix", "failed");
  }

  /// The service has so many messages.
  public void deliveredToMessenger(int messages) {
    toMessenger.increment(messages);
  }

  /// So many messages appeared in rooms.
  public void deliveredToMatrix(int messages) {
    toMatrix.increment(messages);
  }

  /// A message was not delivered to Messenger, and its sender knows.
  public void failedToMessenger() {
    counter("to_messenger", "failed").increment();
  }

  /// A message may have been delivered to Messenger or not, and its sender knows.
  public void uncertainToMessenger() {
    counter("to_messenger", "uncertain").increment();
  }

  /// A message cannot appear in its room.
  public void failedToMatrix() {
    counter("to_matrix", "failed").increment();
  }

  private Counter counter(String direction, String outcome) {
    return registry.counter("monarch.messages", "direction", direction, "outcome", outcome);
  }
}
