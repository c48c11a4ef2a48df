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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

  private final Tools tools;
  private final @Nullable RemoteUserId account;
  private final TokenSource tokens;
  private final SessionEvents events;
  private final Redirects redirects;
  private final BackOff backOff;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private volatile SessionState state = new SessionState.Connecting();
  private volatile @Nullable XmppStream stream;
  private volatile @Nullable Live live;
  private volatile boolean closed;
  private volatile boolean demanded;
  private @Nullable Instant refused;

  Supervisor(
      Tools tools,
      @Nullable RemoteUserId account,
      TokenSource tokens,
      SessionEvents events,
      BackOff backOff) {
    this.tools = tools;
    this.account = account;
    this.tokens = tokens;
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

  void reconnect() {
    demanded = true;
    var connected = live;
    if (connected != null) {
      connected.connection().stream()
          .fail(new StreamFailure.Lost("a new connection was asked for"));
    }
    wakeUp();
  }

  void close() {
    closed = true;
    wakeUp();
    var connected = live;
    var open = stream;
    if (connected != null) {
      connected.connection().stream().finish(StanzaWriter.unavailable());
    } else if (open != null) {
      open.fail(new StreamFailure.Lost("closed"));
    }
  }

  @Override
  public void run() {
    Next next = new Next.AtOnce(null);
    while (!closed) {
      next =
          switch (next) {
            case Next.AtOnce(var target) -> once(target);
            case Next.Later(var reason, var atLeast) -> waitLater(reason, atLeast);
            case Next.Slowly(var reason) -> waitSlowly(reason);
            case Next.OnDemand(var rest) -> waitOnDemand(rest);
            case Next.Doubted(var condition) -> waitLater(condition, Duration.ZERO);
          };
    }
    change(new SessionState.Closed());
  }

  private Next once(@Nullable Target target) {
    demanded = false;
    if (target == null) {
      redirects.startAgain();
    }
    change(new SessionState.Connecting());
    try {
      tools.signIns().await();
      return attempt(target, tokens.current());
    } catch (TokensException e) {
      return after(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      closed = true;
      return new Next.AtOnce(null);
    } catch (RuntimeException e) {
      LOG.error("A session ended by a fault of the bridge", e);
      return new Next.Later("a fault of the bridge", Duration.ZERO);
    }
  }

  private Next attempt(@Nullable Target target, Secret token) throws TokensException {
    try {
      var connection = tools.signIn().attempt(target, token, account, opened -> stream = opened);
      redirects.startAgain();
      return serve(connection);
    } catch (SignInException.Redirected e) {
      return follow(e);
    } catch (SignInException.Refused e) {
      return renewed(Next.after(e), token);
    } catch (SignInException.Misconfigured e) {
      return new Next.Slowly(String.valueOf(e.getMessage()));
    } catch (SignInException.OtherAccount e) {
      return new Next.OnDemand(new SessionState.BadCredentials(String.valueOf(e.getMessage())));
    } catch (SignInException e) {
      throw new IllegalStateException("all kinds are caught above", e);
    } catch (StreamFailure e) {
      return renewed(Next.after(e, false, tools.patience()), token);
    } finally {
      stream = null;
    }
  }

  /// Renews a doubted token, once (SASL-5).
  private Next renewed(Next next, Secret token) throws TokensException {
    if (!(next instanceof Next.Doubted(var condition))) {
      return next;
    }
    var now = tools.clock().instant();
    var before = refused;
    if (before != null && now.isBefore(before.plus(tools.patience().refusal()))) {
      return new Next.OnDemand(
          new SessionState.BadCredentials("the service refuses the account's token: " + condition));
    }
    refused = now;
    tokens.renewed(token);
    return new Next.AtOnce(null);
  }

  private Next follow(SignInException.Redirected redirected) {
    try {
      return new Next.AtOnce(redirects.follow(redirected));
    } catch (StreamFailure e) {
      return new Next.Later(String.valueOf(e.getMessage()), Duration.ZERO);
    }
  }

  private Next serve(Connection connection) {
    var began = tools.clock().instant();
    try {
      new Service(tools, connection, events).run(this::enter);
      throw new IllegalStateException("a stream ends by an exception only");
    } catch (StreamFailure e) {
      settle(began);
      return afterSession(e, connection);
    } finally {
      live = null;
      connection.stream().fail(new StreamFailure.Lost("a fault of the bridge"));
    }
  }

  private void enter(Live entered) {
    live = entered;
    change(new SessionState.Online(entered.connection().account()));
  }

  private void settle(Instant began) {
    if (!tools.clock().instant().isBefore(began.plus(tools.patience().settled()))) {
      backOff.reset();
    }
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
    return demanded ? new Next.AtOnce(null) : Next.after(end, true, tools.patience());
  }

  private static Next after(TokensException failure) {
    var reason = String.valueOf(failure.getMessage());
    return switch (failure) {
      case TokensException.Withdrawn _ ->
          new Next.OnDemand(new SessionState.BadCredentials(reason));
      case TokensException.Unavailable _ -> new Next.Later(reason, Duration.ZERO);
      case TokensException.Misconfigured _ -> new Next.Slowly(reason);
    };
  }

  private Next waitLater(String reason, Duration atLeast) {
    var usual = backOff.next();
    var pause = usual.compareTo(atLeast) < 0 ? atLeast : usual;
    change(new SessionState.Waiting(reason, tools.clock().instant().plus(pause)));
    sleep(pause);
    return new Next.AtOnce(null);
  }

  private Next waitSlowly(String reason) {
    LOG.warnf("The Messenger service cannot be used: %s", reason);
    change(new SessionState.Misconfigured(reason));
    sleep(tools.patience().longest());
    return new Next.AtOnce(null);
  }

  private Next waitOnDemand(SessionState rest) {
    change(rest);
    sleep(Duration.ofDays(365_000));
    return new Next.AtOnce(null);
  }

  private void sleep(Duration pause) {
    lock.lock();
    try {
      var left = TimeUnit.NANOSECONDS.convert(pause);
      while (left > 0 && !closed && !demanded) {
        left = wake.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void wakeUp() {
    lock.lock();
    try {
      wake.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void change(SessionState next) {
    if (!next.equals(state) || next instanceof SessionState.Connecting) {
      state = next;
      events.changed(next);
    }
  }
}
