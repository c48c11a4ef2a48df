package chat.monarch.messenger.transport;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// One connection to the service, as a stream of elements in both directions.
///
/// Everything that waits must be called on a virtual thread. What comes is put into a bounded
/// mailbox by the event loop; while that is full the socket is not read.
public final class XmppStream {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final String END = "</stream:stream>";

  private final Vertx vertx;
  private final Target target;
  private final NetSocket socket;
  private final Mailbox mailbox;
  private final ReentrantLock writing = new ReentrantLock();
  private final CompletableFuture<StreamFailure> ended = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile Predicate<Element> express = _ -> false;
  private volatile @Nullable StreamParser parser;
  private volatile boolean secure;
  private volatile long lastWrite = System.nanoTime();
  private volatile int lastSize;

  /// Called on the socket's event loop, before anything can have come.
  XmppStream(Vertx vertx, Target target, NetSocket socket) {
    this.vertx = vertx;
    this.target = target;
    this.socket = socket;
    this.mailbox = new Mailbox(socket::resume);
    socket.handler(this::read);
    socket.exceptionHandler(e -> fail(new StreamFailure.Lost(Reasons.of(e))));
    socket.closeHandler(_ -> closed());
  }

  /// Lets elements past the mailbox: `taker` is asked first, on the event loop, and says whether it
  /// took the element. Of one that was too large it sees the first tag.
  public void express(Predicate<Element> taker) {
    express = taker;
  }

  /// Opens a stream, the first or the next one on this connection (CON-3, CON-8).
  ///
  /// @param domain to whom
  /// @param limits what the stream may contain
  public void open(String domain, Limits limits) throws StreamFailure {
    parser = new StreamParser(limits, new ToMailbox());
    write(
        "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams' to='"
            + domain
            + "' version='1.0' xml:lang='en'>");
    if (!(mailbox.take(STEP) instanceof Incoming.Opened)) {
      throw new StreamFailure.Lost("the service did not open a stream");
    }
  }

  /// Waits for the next element of a negotiation.
  public Element next() throws StreamFailure {
    return switch (mailbox.take(STEP)) {
      case Incoming.Whole(var element) -> element;
      case Incoming.TooLarge _ ->
          throw new StreamFailure.Unacceptable(
              "policy-violation", "the service sent too much before the sign-in");
      case Incoming.Opened _ -> throw new StreamFailure.Lost("the service opened a second stream");
    };
  }

  /// Waits for as long as it takes, and takes all that came.
  ///
  /// @throws StreamFailure when the stream ended and everything was taken
  public List<Incoming> takeAll() throws StreamFailure {
    return mailbox.takeAll();
  }

  /// Writes. Blocks while the service does not read.
  ///
  /// @throws StreamFailure when the stream has ended
  public void write(String xml) throws StreamFailure {
    writing.lock();
    try {
      awaitRoom();
      throwIfEnded();
      lastWrite = System.nanoTime();
      lastSize = xml.length();
      socket.write(Buffer.buffer(xml)).onFailure(e -> fail(new StreamFailure.Lost(Reasons.of(e))));
    } finally {
      writing.unlock();
    }
  }

  /// Where it leads.
  public Target target() {
    return target;
  }

  /// Encrypts the connection and checks to whom it leads (CON-6, CON-7).
  ///
  /// @param serverName the name to ask for, or null for none
  /// @param names the names one of which the certificate must bear; empty: it is not checked
  void secure(@Nullable String serverName, Set<String> names) throws StreamFailure {
    Await.of(serverName == null ? socket.upgradeToSsl() : socket.upgradeToSsl(serverName), STEP);
    if (!names.isEmpty() && !PeerNames.match(certificate(), names)) {
      throw new StreamFailure.Lost(
          "the service's certificate is not for " + String.join(" or ", names));
    }
    secure = true;
  }

  private X509Certificate certificate() throws StreamFailure {
    try {
      return (X509Certificate) socket.sslSession().getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException _) {
      throw new StreamFailure.Lost("the service showed no certificate");
    }
  }

  /// Whether it is encrypted and the other side's name was checked.
  public boolean isSecure() {
    return secure;
  }

  /// Whether nothing is read for now, because what came is not taken.
  public boolean isPaused() {
    return mailbox.isPaused();
  }

  /// Since when nothing was written.
  public Duration idle() {
    return Duration.ofNanos(System.nanoTime() - lastWrite);
  }

  /// How many characters were written last.
  public int lastSize() {
    return lastSize;
  }

  /// Completes when the stream has ended, with the reason.
  public CompletableFuture<StreamFailure> ended() {
    return ended;
  }

  /// Ends the stream for this reason, at once.
  public void fail(StreamFailure cause) {
    if (!ended.complete(cause)) {
      return;
    }
    mailbox.end(cause);
    if (!closed.isDone()) {
      socket.write(cause instanceof StreamFailure.Unacceptable bad ? error(bad) + END : END);
      close();
    }
  }

  /// Ends the stream on purpose: the last words, its end, then up to 5 s for the service to do the
  /// same (CLS-1).
  public void finish(String lastWords) {
    if (ended.isDone()) {
      return;
    }
    socket.write(lastWords + END);
    try {
      ended.get(CLOSING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // It is closed below, whatever the service did.
    }
    fail(new StreamFailure.Lost("closed"));
  }

  private static String error(StreamFailure.Unacceptable bad) {
    return "<stream:error><"
        + bad.condition()
        + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
  }

  /// Closes the socket. One whose peer has stopped reading would stay open for long: it is closed
  /// by force.
  private void close() {
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
    fail(new StreamFailure.Lost("the service closed the connection"));
  }

  private void throwIfEnded() throws StreamFailure {
    var cause = ended.getNow(null);
    if (cause != null) {
      throw cause;
    }
  }

  private void awaitRoom() throws StreamFailure {
    if (!socket.writeQueueFull()) {
      return;
    }
    var room = new CompletableFuture<@Nullable Void>();
    socket.drainHandler(room::complete);
    try {
      if (socket.writeQueueFull()) {
        CompletableFuture.anyOf(room, ended).get(STEP.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StreamFailure.Lost("interrupted");
    } catch (ExecutionException | TimeoutException _) {
      fail(new StreamFailure.Lost("the service does not read"));
    }
  }

  private void read(Buffer bytes) {
    var reading = parser;
    if (reading == null || ended.isDone()) {
      return;
    }
    try {
      reading.feed(bytes.getBytes());
    } catch (StreamFailure e) {
      fail(e);
    }
  }

  /// Hands over what the parser found.
  private final class ToMailbox implements StreamParser.Sink {
    @Override
    public void opened() {
      put(new Incoming.Opened());
    }

    @Override
    public void element(Element element) {
      if (element.is(Ns.STREAM, "error")) {
        fail(byService(element));
      } else if (!express.test(element)) {
        if (element.is(Ns.TLS, "proceed") || element.is(Ns.SASL, "success")) {
          halt();
        }
        put(new Incoming.Whole(element));
      }
    }

    @Override
    public void dropped(Element head) {
      if (!express.test(head)) {
        put(new Incoming.TooLarge(head));
      }
    }

    @Override
    public void closed() {
      fail(new StreamFailure.Lost("the service closed the stream"));
    }

    private void put(Incoming incoming) {
      if (mailbox.put(incoming)) {
        socket.pause();
      }
    }

    private void halt() {
      var reading = parser;
      if (reading != null) {
        reading.halt();
      }
    }

    private StreamFailure byService(Element error) {
      var text = error.child(Ns.STREAM_ERRORS, "text").map(Element::text).orElse("");
      return error.children().stream()
          .filter(child -> child.namespace().equals(Ns.STREAM_ERRORS))
          .filter(child -> !child.localName().equals("text"))
          .findFirst()
          .map(
              condition ->
                  new StreamFailure.ByService(condition.localName(), condition.text(), text))
          .orElseGet(() -> new StreamFailure.ByService("undefined-condition", "", text));
    }
  }
}
