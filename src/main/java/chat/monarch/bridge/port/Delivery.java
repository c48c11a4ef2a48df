package chat.monarch.bridge.port;

/// What became of a message that was to be written to the service.
public enum Delivery {
  /// The service has it.
  SENT,
  /// It was written, but the stream ended without proof: it may have arrived.
  UNCERTAIN,
  /// The service ended the stream because of it, and has it not.
  REFUSED,
  /// It was not written.
  NOT_WRITTEN
}
