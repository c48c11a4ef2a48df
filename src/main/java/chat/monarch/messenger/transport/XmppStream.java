package chat.monarch.messenger.transport;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
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
  private final InstantSource clock;
  private final Wire wire;
  private final Mailbox mailbox;
  private final CompletableFuture<StreamFailure> ended = new CompletableFuture<>();
  private volatile Predicate<Element> express = _ -> false;
  private volatile @Nullable StreamParser parser;
  private final AtomicBoolean finishing = new AtomicBoolean();
  private volatile boolean secure;

  /// Called on the socket's event loop, before anything can have come.
  XmppStream(Vertx vertx, Target target, NetSocket socket, InstantSource clock) {
    this.vertx = vertx;
    this.target = target;
    this.clock = clock;
    this.wire = new Wire(vertx, socket, this::read, this::fail);
    this.mailbox = new Mailbox(socket::resume, clock.instant());
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
      case Incoming.Whole(var element, _) -> element;
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
    if (finishing.get()) {
      throw new StreamFailure.Lost("the stream is being closed");
    }
    wire.write(xml, ended);
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
    wire.encrypt(serverName, ended);
    if (!names.isEmpty() && !PeerNames.match(wire.certificate(), names)) {
      throw new StreamFailure.Lost(
          "the service's certificate is not for " + String.join(" or ", names));
    }
    secure = true;
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
    return wire.idle();
  }

  /// How many characters were written last.
  public int lastSize() {
    return wire.lastSize();
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
    wire.close(finishing.get() ? "" : lastWords(cause));
  }

  private static String lastWords(StreamFailure cause) {
    return cause instanceof StreamFailure.Unacceptable bad ? StreamErrors.write(bad) + END : END;
  }

  /// Ends the stream on purpose: the last words and its end. Returns at once. What still comes is
  /// read until the service has ended it too, for 5 s at most (CLS-1).
  public void finish(String lastWords) {
    if (ended.isDone() || finishing.getAndSet(true)) {
      return;
    }
    wire.say(lastWords + END);
    var timer =
        vertx.setTimer(
            CLOSING.toMillis(), _ -> fail(new StreamFailure.Lost("the stream did not end")));
    var _ = ended.thenRun(() -> vertx.cancelTimer(timer));
  }

  /// Since when something that the service sent may be missing: until then all has come, and was
  /// taken and done with. Null when nothing is missing, as we closed the stream, and the service
  /// did, too. Where the service began, it may have sent something behind the end: it goes on to
  /// serve a session until it knows that its stream is gone.
  public @Nullable Instant doubtSince() {
    return isClosedInTurn() && mailbox.isDone() ? null : mailbox.doneUntil();
  }

  private boolean isClosedInTurn() {
    return finishing.get() && ended.getNow(null) instanceof StreamFailure.Closed;
  }

  private void read(Buffer bytes) {
    var reading = parser;
    if (reading == null || ended.isDone()) {
      return;
    }
    var now = clock.instant();
    try {
      reading.feed(bytes.getBytes());
      mailbox.heard(now);
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
    public void element(Element element, int size) {
      if (element.is(Ns.STREAM, "error")) {
        end(StreamErrors.read(element));
      } else if (!express.test(element)) {
        if (element.is(Ns.TLS, "proceed") || element.is(Ns.SASL, "success")) {
          halt();
        }
        put(new Incoming.Whole(element, size));
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
      end(new StreamFailure.Closed());
    }

    /// All that the service sent before its end of the stream is in.
    private void end(StreamFailure byService) {
      mailbox.heard(clock.instant());
      fail(byService);
    }

    private void put(Incoming incoming) {
      if (mailbox.put(incoming)) {
        wire.pause();
      }
    }

    private void halt() {
      var reading = parser;
      if (reading != null) {
        reading.halt();
      }
    }
  }
}
