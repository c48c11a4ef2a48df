package chat.monarch.sandbox.service;

import chat.monarch.sandbox.setting.Faults;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A TCP connection, later with TLS: read by its owner's thread, written by one of its own.
///
/// What is to be written is put into a queue and never waited for, except in [#flush].
final class Wire {
  private static final int MAX_QUEUED = 64 << 20;
  private static final int HANDSHAKE_MILLIS = 30_000;

  private final Socket tcp;
  private final Switches switches;
  private final Faults faults;
  private final LinkedBlockingQueue<Output> queue = new LinkedBlockingQueue<>();
  private final AtomicLong queued = new AtomicLong();
  private final CountDownLatch allWritten = new CountDownLatch(1);
  private volatile Socket socket;
  private volatile boolean silent;

  /// @param due when it may be written, as of [System#nanoTime]
  private record Output(byte[] bytes, long due, boolean last, Writing writing) {}

  /// What goes on around the writing of something, on the writer's thread.
  interface Writing {
    Writing NOTHING = () -> {};

    /// Called right before, so that who has read it finds this done.
    void before();

    /// What is written in the place of that, asked for right after [#before].
    default byte[] bytes(byte[] whole) {
      return whole;
    }

    /// Called when it was written.
    default void after() {}
  }

  Wire(Socket tcp, Switches switches, Faults faults) throws IOException {
    this.tcp = tcp;
    this.socket = tcp;
    this.switches = switches;
    this.faults = faults;
    tcp.setTcpNoDelay(true);
    Thread.ofVirtual().name("sandbox-writer").start(this::writeAll);
  }

  /// Reads what there is, at least one byte; a negative number at the end.
  int read(byte[] buffer) throws IOException, InterruptedException {
    var read = input().read(buffer);
    if (read > 0) {
      faults.awaitThawedWithMore();
    } else {
      faults.awaitThawed();
    }
    return read;
  }

  private InputStream input() throws IOException {
    return socket.getInputStream();
  }

  /// Has it written behind all before it.
  void write(byte[] bytes, Writing writing) {
    if (queued.addAndGet(bytes.length) > MAX_QUEUED) {
      cut();
      return;
    }
    queue.add(new Output(bytes, due(), false, writing));
  }

  /// Has it written, then closes this direction; the other side may go on for a moment.
  void writeLast(byte[] bytes) {
    queue.add(new Output(bytes, due(), true, Writing.NOTHING));
  }

  private long due() {
    return System.nanoTime() + switches.duration(Switch.FAULT_DELAY).toNanos();
  }

  /// Waits until all before was written.
  void flush() throws IOException, InterruptedException {
    var done = new CompletableFuture<Void>();
    write(new byte[0], () -> done.complete(null));
    try {
      done.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The other side does not read.", e);
    }
  }

  /// Goes over to TLS as the server; call it from the reading thread, with nothing left to write.
  ExtendedSSLSession secure(SSLContext context) throws IOException {
    var secured = (SSLSocket) context.getSocketFactory().createSocket(tcp, null, true);
    secured.setUseClientMode(false);
    secured.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    tcp.setSoTimeout(HANDSHAKE_MILLIS);
    secured.startHandshake();
    tcp.setSoTimeout(0);
    socket = secured;
    return (ExtendedSSLSession) secured.getSession();
  }

  /// From now on nothing more is written, though nobody is told.
  void silence() {
    silent = true;
  }

  /// Cuts the connection at once, with a reset.
  void cut() {
    silence();
    try {
      tcp.setSoLinger(true, 0);
    } catch (IOException _) {
      // It is closed already.
    }
    close();
  }

  /// Waits until all is written and this direction is closed, but no longer than that.
  void awaitAllWritten(Duration patience) throws InterruptedException {
    if (!allWritten.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      cut();
    }
  }

  /// Closes the connection; both threads end.
  void close() {
    try {
      tcp.close();
    } catch (IOException _) {
      // What cannot be closed is closed.
    }
    queue.add(new Output(new byte[0], 0, true, Writing.NOTHING));
  }

  private void writeAll() {
    try {
      while (true) {
        var output = queue.take();
        awaitDue(output);
        faults.awaitThawed();
        write(output);
        if (output.last()) {
          socket.shutdownOutput();
          return;
        }
      }
    } catch (IOException _) {
      close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      allWritten.countDown();
    }
  }

  private static void awaitDue(Output output) throws InterruptedException {
    var left = output.due() - System.nanoTime();
    if (left > 0 && output.due() != 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  private void write(Output output) throws IOException {
    if (silent) {
      return;
    }
    output.writing().before();
    if (output.bytes().length > 0) {
      OutputStream out = socket.getOutputStream();
      out.write(output.writing().bytes(output.bytes()));
      out.flush();
      queued.addAndGet(-output.bytes().length);
    }
    output.writing().after();
  }
}
