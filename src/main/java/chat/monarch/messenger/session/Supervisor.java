package chat.monarch.messenger.session;

import chat.monarch.bridge.port.SessionEvents;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.port.TokenSource;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.MessengerConfig;
import chat.monarch.messenger.session.SupervisedSession.Live;
import chat.monarch.messenger.stanza.StanzaReader;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.StreamFailure;
import chat.monarch.messenger.transport.Target;
import chat.monarch.messenger.transport.XmppStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps one account signed in, on a virtual thread of its own, until it is closed (B.15).
///
/// ```
/// connecting → online → (redirect, time-out of the service) → connecting
///     ↓           ↓
///   waiting, misconfigured → connecting after a pause
///   bad credentials, signed in elsewhere → connecting when somebody asks for it
/// ```
final class Supervisor implements Runnable {
  private static final Logger LOG = Logger.getLogger(Supervisor.class);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Tools tools;
  private final @Nullable RemoteUserId account;
  private final Credentials credentials;
  private final SessionEvents events;
  private final Course course;
  private final Rest rest = new Rest();
  private final Doubt doubt = new Doubt();
  private final OwnPresence presence = new OwnPresence();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile SessionState state = new SessionState.Connecting();
  private volatile @Nullable XmppStream stream;
  private volatile @Nullable Live live;
  private volatile boolean closed;

  Supervisor(
      Tools tools,
      @Nullable RemoteUserId account,
      TokenSource tokens,
      SessionEvents events,
      BackOff backOff) {
    this.tools = tools;
    this.account = account;
    this.credentials = new Credentials(tokens, tools.patience().refusal(), tools.clock());
    this.events = events;
    this.course = new Course(tools.config().redirect(), tools.patience(), backOff);
  }

  /// What all connections share.
  record Tools(
      MessengerConfig config,
      SignIn signIn,
      StanzaReader reader,
      Pace signIns,
      Patience patience,
      InstantSource clock) {}

  SessionState state() {
    return state;
  }

  /// What contacts see of the account.
  OwnPresence presence() {
    return presence;
  }

  @Nullable Live live() {
    return live;
  }

  /// Begins again at once, from wherever it is.
  void reconnect() {
    rest.wake();
    var connected = live;
    if (connected != null) {
      connected.connection().stream().finish(StanzaWriter.unavailable());
    }
  }

  /// Since when messages may be lost, if the present stream were lost now.
  @Nullable Instant doubtSince() {
    return doubt.since();
  }

  /// Waits until all that came on the present stream was told, so long and no longer.
  void awaitEnd(Duration patience) throws InterruptedException {
    if (live != null) {
      var _ = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// Signs out, if signed in, and stops. Returns at once.
  void close() {
    closed = true;
    rest.wake();
    var connected = live;
    var opened = stream;
    if (connected != null) {
      connected.connection().stream().finish(StanzaWriter.unavailable());
    } else if (opened != null) {
      opened.fail(new StreamFailure.Lost("closed"));
    }
  }

  @Override
  public void run() {
    try {
      Next.Step next = new Next.AtOnce(null);
      while (!closed) {
        next =
            switch (next) {
              case Next.AtOnce(var target) -> inTurn(target);
              case Next.Follow(var target) -> once(target);
              case Next.Later(var reason, var atLeast) -> waitLater(reason, atLeast);
              case Next.Slowly(var reason) -> waitSlowly(reason);
              case Next.OnDemand(var state) -> waitOnDemand(state);
            };
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    change(new SessionState.Closed());
    ended.countDown();
  }

  /// Signs in when it is our turn: thousands may want to at once.
  private Next.Step inTurn(@Nullable Target target) throws InterruptedException {
    change(new SessionState.Connecting());
    if (target == null) {
      course.startAgain();
    }
    var turn = System.nanoTime() + tools.signIns().take().toNanos();
    do {
      rest.begin();
    } while (!closed && !rest.pauseUntil(turn));
    return closed ? new Next.AtOnce(null) : once(target);
  }

  private Next.Step once(@Nullable Target target) {
    try {
      var token = credentials.current();
      return switch (attempt(target, token)) {
        case Next.Doubted(var condition) -> credentials.doubted(condition, token);
        case Next.Step step -> step;
      };
    } catch (TokensException e) {
      return Credentials.after(e);
    } catch (RuntimeException e) {
      LOG.error("A session ended by a fault of the bridge", e);
      return new Next.Later("a fault of the bridge", Duration.ZERO);
    }
  }

  private Next attempt(@Nullable Target target, Secret token) {
    try {
      var connection = tools.signIn().attempt(target, token, account, this::opened);
      course.startAgain();
      return serve(connection);
    } catch (SignInException e) {
      return course.afterSignIn(e);
    } catch (StreamFailure e) {
      return course.beforeSession(e);
    } finally {
      stream = null;
    }
  }

  /// Lets [#close] reach the stream, or, where it came first, does its work.
  private void opened(XmppStream opened) {
    stream = opened;
    if (closed) {
      opened.fail(new StreamFailure.Lost("closed"));
    }
  }

  private Next serve(Connection connection) {
    var began = tools.clock().instant();
    try {
      new Service(tools, connection, events, doubt, presence)
          .run(
              usable -> live = usable, () -> change(new SessionState.Online(connection.account())));
      throw new IllegalStateException("a stream ends by an exception only");
    } catch (StreamFailure e) {
      return afterSession(e, connection, Duration.between(began, tools.clock().instant()));
    } finally {
      live = null;
      presence.ended();
      connection.stream().fail(new StreamFailure.Lost("closed"));
      doubt.end();
    }
  }

  private Next afterSession(StreamFailure end, Connection connection, Duration lived) {
    if (!closed) {
      LOG.infof(
          "%s: %s; the last that we wrote had %d characters",
          connection.account().value(), end.getMessage(), connection.stream().lastSize());
    }
    var next = course.afterSession(end, connection.stream().isSecure(), lived);
    return rest.isAwake() && !(next instanceof Next.AtOnce) ? new Next.AtOnce(null) : next;
  }

  private Next.Step waitLater(String reason, Duration atLeast) throws InterruptedException {
    var pause = course.pause(atLeast);
    change(new SessionState.Waiting(reason, tools.clock().instant().plus(pause)));
    rest.pause(pause);
    return new Next.AtOnce(null);
  }

  private Next.Step waitSlowly(String reason) throws InterruptedException {
    LOG.warnf("The Messenger service cannot be used: %s", reason);
    change(new SessionState.Misconfigured(reason));
    rest.pause(tools.patience().longest());
    return new Next.AtOnce(null);
  }

  private Next.Step waitOnDemand(SessionState resting) throws InterruptedException {
    change(resting);
    rest.pause(FOR_EVER);
    return new Next.AtOnce(null);
  }

  private void change(SessionState next) {
    if (next.equals(state)) {
      return;
    }
    state = next;
    try {
      events.changed(next);
    } catch (RuntimeException e) {
      LOG.error("A change of a session's state was not taken", e);
    }
  }
}
