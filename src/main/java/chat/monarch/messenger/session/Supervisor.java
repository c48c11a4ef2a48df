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
  private final Redirects redirects;
  private final BackOff backOff;
  private final Rest rest = new Rest();
  private final Doubt doubt = new Doubt();
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
    this.redirects = new Redirects(tools.config().redirect());
    this.backOff = backOff;
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
              case Next.AtOnce(var target) -> once(target);
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

  private Next.Step once(@Nullable Target target) throws InterruptedException {
    rest.begin();
    if (target == null) {
      redirects.startAgain();
    }
    change(new SessionState.Connecting());
    tools.signIns().await();
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
      redirects.startAgain();
      return serve(connection);
    } catch (SignInException e) {
      return after(e);
    } catch (StreamFailure e) {
      return Next.after(e, false, tools.patience());
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

  private Next after(SignInException failure) {
    var reason = String.valueOf(failure.getMessage());
    return switch (failure) {
      case SignInException.Redirected redirected -> follow(redirected);
      case SignInException.Refused refused -> Next.after(refused);
      case SignInException.Misconfigured _ -> new Next.Slowly(reason);
      case SignInException.OtherAccount _ ->
          new Next.OnDemand(new SessionState.BadCredentials(reason));
    };
  }

  private Next.Step follow(SignInException.Redirected redirected) {
    try {
      return new Next.AtOnce(redirects.follow(redirected));
    } catch (StreamFailure e) {
      return new Next.Later(String.valueOf(e.getMessage()), Duration.ZERO);
    }
  }

  private Next serve(Connection connection) {
    var began = tools.clock().instant();
    try {
      new Service(tools, connection, events, doubt).run(this::enter);
      throw new IllegalStateException("a stream ends by an exception only");
    } catch (StreamFailure e) {
      if (!tools.clock().instant().isBefore(began.plus(tools.patience().settled()))) {
        backOff.reset();
      }
      return afterSession(e, connection);
    } finally {
      live = null;
      connection.stream().fail(new StreamFailure.Lost("closed"));
      doubt.end();
    }
  }

  private void enter(Live entered) {
    live = entered;
    change(new SessionState.Online(entered.connection().account()));
  }

  private Next afterSession(StreamFailure end, Connection connection) {
    if (!closed) {
      LOG.infof(
          "%s: %s; the last that we wrote had %d characters",
          connection.account().value(), end.getMessage(), connection.stream().lastSize());
    }
    if (end instanceof StreamFailure.ByService error
        && error.condition().equals("see-other-host")) {
      return follow(new SignInException.Redirected(error.detail(), connection.stream().isSecure()));
    }
    return rest.isAwake() ? new Next.AtOnce(null) : Next.after(end, true, tools.patience());
  }

  private Next.Step waitLater(String reason, Duration atLeast) throws InterruptedException {
    var usual = backOff.next();
    var pause = usual.compareTo(atLeast) < 0 ? atLeast : usual;
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
