package chat.monarch.messenger.transport;

import java.io.IOException;

/// The stream ended, or could not come to be.
public abstract sealed class StreamFailure extends IOException {
  private StreamFailure(String reason) {
    super(reason);
  }

  /// The service closed the stream.
  public static final class Closed extends StreamFailure {
    Closed() {
      super("the service closed the stream");
    }
  }

  /// The connection was lost, refused, or given up by us.
  public static final class Lost extends StreamFailure {
    /// @param reason in a person's words, without secrets
    public Lost(String reason) {
      super(reason);
    }
  }

  /// The service sent something that no stream may contain; the stream was closed with an error.
  public static final class Unacceptable extends StreamFailure {
    private final String condition;

    /// @param condition the stream error that we answer, for example `restricted-xml`
    public Unacceptable(String condition, String reason) {
      super(reason);
      this.condition = condition;
    }

    /// The stream error that we answer.
    public String condition() {
      return condition;
    }
  }

  /// The service ended the stream with an error (B.13).
  public static final class ByService extends StreamFailure {
    private final String condition;
    private final String detail;

    /// @param condition for example `conflict`
    /// @param detail the condition's own characters: the new host of `see-other-host`
    /// @param text what the service says about it
    public ByService(String condition, String detail, String text) {
      super(
          "the service ended the stream: " + condition + (text.isEmpty() ? "" : " (" + text + ")"));
      this.condition = condition;
      this.detail = detail;
    }

    /// The condition, or `undefined-condition` where there was none.
    public String condition() {
      return condition;
    }

    /// The condition's own characters.
    public String detail() {
      return detail;
    }
  }
}
