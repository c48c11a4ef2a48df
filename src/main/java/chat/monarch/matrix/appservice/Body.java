package chat.monarch.matrix.appservice;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The body of a request, as it comes in. Touched by the request's event loop only.
final class Body {
  private final long most;
  private final Consumer<Buffer> whole;
  private final Runnable tooLarge;
  private @Nullable Buffer read;
  private boolean refused;

  private Body(long most, Consumer<Buffer> whole, Runnable tooLarge) {
    this.most = most;
    this.whole = whole;
    this.tooLarge = tooLarge;
  }

  /// Reads all of it, without blocking. Nothing is done when the request breaks off.
  ///
  /// @param most how many bytes are taken
  /// @param whole is given the body
  /// @param tooLarge is run instead, once, when there are more; the rest is thrown away
  static void read(
      HttpServerRequest request, long most, Consumer<Buffer> whole, Runnable tooLarge) {
    var body = new Body(most, whole, tooLarge);
    request.handler(body::add).endHandler(_ -> body.end()).resume();
  }

  private void add(Buffer chunk) {
    if (refused) {
      return;
    }
    var before = read == null ? 0 : read.length();
    if (before + (long) chunk.length() > most) {
      refused = true;
      read = null;
      tooLarge.run();
    } else {
      read = read == null ? chunk : read.appendBuffer(chunk);
    }
  }

  private void end() {
    if (!refused) {
      whole.accept(read == null ? Buffer.buffer() : read);
    }
  }
}
