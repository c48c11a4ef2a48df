package chat.monarch.domain.id;

/// Names one sending of ours, so that its repetition changes nothing.
public record TransactionId(String value) {
  /// The sending of one part of a message of the messenger.
  public static TransactionId of(RemoteMessageId message, int part) {
    return new TransactionId("m." + message + "." + part);
  }

  /// The answer to an event, for example the reply to a command or a notice about a failure.
  ///
  /// @param what tells several answers to the same event apart
  public static TransactionId answering(EventId event, String what) {
    return new TransactionId("a." + what + "." + event.value());
  }
}
