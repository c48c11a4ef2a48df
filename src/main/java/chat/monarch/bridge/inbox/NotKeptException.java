package chat.monarch.bridge.inbox;

/// Events were not kept, because the database cannot be used now: they must come again.
public final class NotKeptException extends RuntimeException {
  NotKeptException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
