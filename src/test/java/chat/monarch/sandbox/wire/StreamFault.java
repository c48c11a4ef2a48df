package chat.monarch.sandbox.wire;

import org.jspecify.annotations.Nullable;

/// What a peer wrote breaks the stream; it is told by a stream error (B.13).
public final class StreamFault extends Exception {
  private static final long serialVersionUID = 1L;
  private final String condition;
  private final @Nullable String text;

  public StreamFault(String condition, @Nullable String text) {
    super(text == null ? condition : condition + ": " + text);
    this.condition = condition;
    this.text = text;
  }

  public StreamFault(String condition) {
    this(condition, null);
  }

  /// The stream error to answer with, as it stands on the wire.
  public Element toElement() {
    return error(condition, text);
  }

  /// A stream error of that condition, with a text unless it is null.
  public static Element error(String condition, @Nullable String text) {
    var error = Element.of(Ns.STREAM, "error").with(Element.of(Ns.STREAM_ERROR, condition));
    return text == null ? error : error.with(Element.of(Ns.STREAM_ERROR, "text", text));
  }
}
