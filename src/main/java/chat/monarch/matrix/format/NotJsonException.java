package chat.monarch.matrix.format;

import java.io.IOException;

/// A body is no JSON, or not the object that it must be.
public final class NotJsonException extends Exception {
  NotJsonException(IOException cause) {
    super("The body is no JSON", cause);
  }

  NotJsonException(String message) {
    super(message);
  }
}
