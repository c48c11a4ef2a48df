package chat.monarch.messenger.transport;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// A socket that is written to by virtual threads, and that surely closes.
final class Wire {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final NetSocket socket;
  private final Consumer<StreamFailure> failed;
  private final ReentrantLock writing = new ReentrantLock();
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
  private volatile long lastWrite = System.nanoTime();
  private volatile int lastSize;

  /// @param reader takes what comes, on the event loop
  /// @param failed is told, on any thread and perhaps more than once, that it is over
  Wire(Vertx vertx, NetSocket socket, Handler<Buffer> reader, Consumer<StreamFailure> failed) {
    this.vertx = vertx;
    this.socket = socket;
    this.failed = failed;
    socket.handler(reader);
    socket.exceptionHandler(e -> failed.accept(new StreamFailure.Lost(Reasons.of(e))));
    socket.closeHandler(_ -> closed());
  }

  /// Reads nothing for now.
  void pause() {
    socket.pause();
  }

  /// Writes in one piece (GEN-4). Blocks while too much waits to be read by the other side.
  ///
  /// @param ended the end of the stream, after which nothing is written
  void write(String xml, CompletableFuture<StreamFailure> ended) throws StreamFailure {
    writing.lock();
    try {
      awaitRoom(ended);
      throwIfEnded(ended);
      say(xml);
    } catch (StreamFailure e) {
      failed.accept(e);
      throw e;
    } finally {
      writing.unlock();
    }
  }

  private static void throwIfEnded(CompletableFuture<StreamFailure> ended) throws StreamFailure {
    var cause = ended.getNow(null);
    if (cause != null) {
      throw cause;
    }
  }

  /// Writes without waiting.
  void say(String xml) {
    lastWrite = System.nanoTime();
    lastSize = xml.length();
    socket
        .write(Buffer.buffer(xml))
        .onFailure(e -> failed.accept(new StreamFailure.Lost(Reasons.of(e))));
  }

  private void awaitRoom(CompletableFuture<StreamFailure> ended) throws StreamFailure {
    if (!socket.writeQueueFull()) {
      return;
    }
    var room = new CompletableFuture<@Nullable Void>();
    socket.drainHandler(room::complete);
    if (socket.writeQueueFull()) {
      Await.either(room, ended, STEP);
    }
  }

  /// Since when nothing was written.
  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - lastWrite);
  }

  /// How many characters were written last.
  int lastSize() {
    return lastSize;
  }

  /// Encrypts what follows.
  ///
  /// @param serverName the name to ask for, or null for none
  /// @param ended the end of the stream, after which nothing is waited for
  void encrypt(@Nullable String serverName, CompletableFuture<StreamFailure> ended)
      throws StreamFailure {
    var upgrade = serverName == null ? socket.upgradeToSsl() : socket.upgradeToSsl(serverName);
    // The upgrade of a socket that is closed meanwhile is never told to have failed.
    Await.either(upgrade.toCompletionStage().toCompletableFuture(), ended, STEP);
    throwIfEnded(ended);
  }

  /// What the other side showed.
  X509Certificate certificate() throws StreamFailure {
    try {
      return (X509Certificate) socket.sslSession().getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException _) {
      throw new StreamFailure.Lost("the service showed no certificate");
    }
  }

  /// Closes the socket. One whose other side has stopped reading would stay open for long: it is
  /// closed by force.
  ///
  /// @param lastWords what is said before
  void close(String lastWords) {
    if (closed.isDone()) {
      return;
    }
    socket.write(lastWords);
    socket.close();
    var timer = vertx.setTimer(CLOSING.toMillis(), _ -> closeByForce());
    var _ = closed.thenRun(() -> vertx.cancelTimer(timer));
  }

  private void closeByForce() {
    var channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    channel.eventLoop().execute(() -> channel.unsafe().close(channel.unsafe().voidPromise()));
  }

  private void closed() {
    closed.complete(null);
    failed.accept(new StreamFailure.Lost("the service closed the connection"));
  }
}
