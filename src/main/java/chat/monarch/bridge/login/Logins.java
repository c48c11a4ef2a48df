package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Consent;
import chat.monarch.bridge.port.Messenger;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.HeldLogin;
import chat.monarch.store.LoginTable;
import chat.monarch.store.StoredLogin;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The linked accounts and their connections.
@ApplicationScoped
public class Logins {
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final Messenger messenger;
  private final Consent consent;
  private final Clock clock;
  private final LoginTable table;
  private final ContactTable contacts;
  private final TokenCipher cipher;
  private final LoginListener listener;
  private final Telling telling;
  private final Leases leases;
  private final Announcements announcements;
  private final Map<LoginId, Connection> connections = new ConcurrentHashMap<>();

  /// An account that was linked once belongs to the same user for ever.
  private final Cache<LoginId, Optional<MatrixUserId>> owners =
      Caffeine.newBuilder().maximumSize(20_000).build();

  Logins(
      Messenger messenger,
      Consent consent,
      Clock clock,
      LoginTable table,
      ContactTable contacts,
      TokenCipher cipher,
      LoginListener listener,
      Telling telling,
      Leases leases,
      Announcements announcements) {
    this.messenger = messenger;
    this.consent = consent;
    this.clock = clock;
    this.table = table;
    this.contacts = contacts;
    this.cipher = cipher;
    this.listener = listener;
    this.telling = telling;
    this.leases = leases;
    this.announcements = announcements;
  }

  /// Makes sure that the stored tokens can be read.
  ///
  /// @throws WrongSecretKeyException when they cannot
  public void checkKey() {
    for (var login : table.all()) {
      if (login.tokens() != null) {
        cipher.open(login.id(), login.tokens());
      }
    }
  }

  /// Opens a connection for every login that waits for nobody.
  public void start() {
    var rows = table.all().stream().filter(Logins::isToBeConnected).toList();
    leases.take(rows.stream().map(StoredLogin::id).toList());
    rows.stream()
        .filter(row -> row.doubtSince() != null)
        .forEach(row -> listener.interrupted(row.id()));
    rows.forEach(this::open);
  }

  /// Says that this process still has its logins' connections.
  void renewLeases() {
    leases.renew(held());
  }

  private List<HeldLogin> held() {
    return connections.entrySet().stream()
        .map(each -> each.getValue().held(each.getKey()))
        .toList();
  }

  private static boolean isToBeConnected(StoredLogin login) {
    return login.tokens() != null
        && login.state() != LoginState.SIGNED_OUT
        && login.state() != LoginState.BAD_CREDENTIALS
        && login.state() != LoginState.SIGNED_IN_ELSEWHERE;
  }

  /// Closes every connection, and waits until what they brought is kept; the logins stay.
  public void stop() {
    var all = List.copyOf(connections.values());
    all.forEach(Connection::end);
    var end = clock.instant().plus(STOPPING);
    all.forEach(each -> each.session().awaitClosed(Duration.between(clock.instant(), end)));
    all.forEach(each -> each.events().stop());
    all.forEach(each -> each.events().awaitStopped(Duration.between(clock.instant(), end)));
    giveUpLeases();
    connections.clear();
  }

  private void giveUpLeases() {
    try {
      leases.giveUp(held());
    } catch (RuntimeException failure) {
      Log.warnf("The leases of the logins were not given up: %s", failure.getMessage());
    }
  }

  /// The login's connection, where it has one, be it up or not.
  public Optional<Session> session(LoginId login) {
    return Optional.ofNullable(connections.get(login)).map(Connection::session);
  }

  /// How the connections of this process are.
  public List<SessionState> states() {
    return connections.values().stream().map(each -> each.session().state()).toList();
  }

  /// The logins of a user that are not signed out.
  public List<Login> loginsOf(MatrixUserId user) {
    return views(table.of(user));
  }

  /// The logins of everybody that are not signed out.
  public List<Login> all() {
    return views(table.all());
  }

  /// The login, signed out or not.
  public Optional<Login> find(LoginId login) {
    return table.find(login).map(this::view);
  }

  /// To whom the login belongs, signed out or not.
  public Optional<MatrixUserId> owner(LoginId login) {
    return owners.get(login, id -> table.find(id).map(StoredLogin::owner));
  }

  private List<Login> views(List<StoredLogin> rows) {
    return rows.stream()
        .filter(row -> row.state() != LoginState.SIGNED_OUT)
        .map(this::view)
        .toList();
  }

  private Login view(StoredLogin row) {
    return Login.of(row, session(row.id()).map(Session::state).orElse(null));
  }

  /// Signs the account out: its connection ends and its tokens are erased. Its rooms stay.
  public synchronized void logout(LoginId login) {
    Optional.ofNullable(connections.remove(login)).ifPresent(Connection::end);
    table.forgetTokens(login);
    table.setState(login, LoginState.SIGNED_OUT, null);
    leases.giveUp(List.of(new HeldLogin(login, null)));
    listener.removed(login);
  }

  /// Makes a new connection at once.
  ///
  /// @return false when there are no tokens: the user must sign in again
  public synchronized boolean reconnect(LoginId login) {
    var row = table.find(login).filter(found -> found.tokens() != null);
    if (row.isPresent()) {
      session(login).ifPresentOrElse(Session::reconnect, () -> openAlone(row.get()));
    }
    return row.isPresent();
  }

  /// Decides whether an account that signed in may be linked, and links it: its connection and its
  /// tokens are the login's from now on.
  Link link(SignInAttempt attempt, TokenKeeper tokens, RemoteUserId account) {
    var login = LoginId.of(account);
    var refusal = refusal(attempt, login);
    if (refusal != null) {
      return new Link.Refused(refusal);
    }
    // What the connection before still brings comes first, and tells whether anything is lost.
    var before = connections.get(login);
    if (before != null) {
      before.end();
      before.session().awaitClosed(STOPPING);
    }
    return linkNow(attempt, tokens, login);
  }

  private @Nullable SignInResult refusal(SignInAttempt attempt, LoginId login) {
    if (attempt.relogin() != null && !attempt.relogin().equals(login)) {
      return new SignInResult.OtherAccount(attempt.relogin(), login);
    }
    return table.find(login).filter(row -> !row.owner().equals(attempt.user())).isPresent()
        ? new SignInResult.OtherOwner(login)
        : null;
  }

  private synchronized Link linkNow(SignInAttempt attempt, TokenKeeper tokens, LoginId login) {
    var refusal = refusal(attempt, login);
    if (refusal != null) {
      return new Link.Refused(refusal);
    }
    var known = table.find(login).filter(row -> row.state() != LoginState.SIGNED_OUT).orElse(null);
    tokens.moveTo(
        new TokenPlace.Row(login, table, cipher),
        present -> table.link(login, attempt.user(), cipher.seal(login, present)));
    owners.invalidate(login);
    leases.take(List.of(login));
    var events = events(login, attempt.user(), known == null, known);
    connected(login, new Connection(attempt.session(), events));
    return new Link.Made(events);
  }

  /// Since when messages may be lost with the connection that a login had before.
  private @Nullable Instant doubtOf(@Nullable StoredLogin known) {
    if (known == null) {
      return null;
    }
    var before = connections.get(known.id());
    return before == null ? known.doubtSince() : before.doubtSince();
  }

  /// Remembers what the account calls itself.
  void rename(LoginId login, String name) {
    table.rename(login, name);
  }

  private void openAlone(StoredLogin row) {
    leases.take(List.of(row.id()));
    open(row);
  }

  private void open(StoredLogin row) {
    var login = row.id();
    var tokens = new TokenKeeper(new TokenPlace.Row(login, table, cipher), consent, clock);
    var events = events(login, row.owner(), false, row);
    connected(login, new Connection(messenger.open(login.account(), tokens, events), events));
  }

  private void connected(LoginId login, Connection connection) {
    Optional.ofNullable(connections.put(login, connection)).ifPresent(Connection::end);
  }

  private LoginEvents events(
      LoginId login, MatrixUserId owner, boolean firstTime, @Nullable StoredLogin known) {
    Consumer<String> tell = text -> telling.tell(owner, text);
    var notices = announcements.about(login, owner);
    var away = known == null ? null : known.awaySince();
    var doubt = new LoginDoubt(login, table, clock, doubtOf(known), away);
    return new LoginEvents(login, firstTime, table, contacts, listener, doubt, notices, tell);
  }
}
