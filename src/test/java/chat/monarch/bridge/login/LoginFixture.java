package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.user.UserFixture;
import chat.monarch.domain.Secret;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.KnownContact;
import chat.monarch.store.MemoryAnnouncements;
import chat.monarch.testkit.fake.FakeConsent;
import chat.monarch.testkit.fake.FakeMessenger;
import chat.monarch.testkit.fake.MemoryContacts;
import chat.monarch.testkit.fake.MemoryLogins;
import chat.monarch.testkit.fake.MemoryTickets;
import chat.monarch.testkit.fake.TestClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// This package over networks and tables in memory.
public final class LoginFixture implements AutoCloseable {
  public static final RemoteUserId ACCOUNT = new RemoteUserId("00037ffe@messenger.live.com");
  public static final RemoteUserId OTHER = new RemoteUserId("8a1b2c3d@messenger.live.com");
  public static final LoginId LOGIN = LoginId.of(ACCOUNT);

  public final UserFixture users = new UserFixture();
  public final FakeMessenger messenger = new FakeMessenger();
  public final FakeConsent consent = new FakeConsent();
  public final TestClock clock = new TestClock();
  public final MemoryLogins table = new MemoryLogins();
  public final MemoryContacts contacts = new MemoryContacts();
  public final Rosters rosters = new Rosters(contacts);
  public final List<String> heard = new CopyOnWriteArrayList<>();

  /// What each sign-in was told of messages that may be lost, and how to say that it was settled.
  final List<Optional<Instant>> doubts = new CopyOnWriteArrayList<>();

  final List<Runnable> settlements = new CopyOnWriteArrayList<>();
  public final Logins logins;
  public final SignIn signIn;
  final List<Runnable> later = new ArrayList<>();
  public final Telling telling = new Telling(users.rooms, this::after);
  final SignInConfig config = config((byte) 1);
  final TokenCipher cipher = new TokenCipher(config);
  final MemoryAnnouncements announced = new MemoryAnnouncements();
  private final Tickets tickets = new Tickets(new MemoryTickets(), clock);
  private final SignInLinks links = new SignInLinks(consent, tickets, config);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public LoginFixture() {
    logins = logins(cipher);
    var linking = new Linking(messenger, consent, clock, logins, telling, threads, this::after);
    signIn = new SignIn(consent, tickets, linking, telling, links, clock);
  }

  /// The logins of another process on the same tables.
  Logins logins(TokenCipher with) {
    return new Logins(
        messenger,
        consent,
        clock,
        table,
        contacts,
        with,
        new Listener(),
        telling,
        new Leases(table, clock),
        announcements());
  }

  /// The announcements of another process on the same tables.
  Announcements announcements() {
    return new Announcements(announced, table, users.rooms, links, telling, this::after, clock);
  }

  static SignInConfig config(byte key) {
    var bytes = new byte[TokenKey.BYTES];
    bytes[0] = key;
    return new SignInConfig() {
      @Override
      public URI publicAddress() {
        return URI.create("https://bridge.example/");
      }

      @Override
      public TokenKey secretKey() {
        return new TokenKey(bytes);
      }
    };
  }

  public void after(Duration delay, Runnable task) {
    if (delay.isZero()) {
      threads.execute(task);
      return;
    }
    synchronized (later) {
      later.add(task);
    }
  }

  /// Lets all the time pass that somebody waits for.
  public void elapse() {
    List<Runnable> due;
    synchronized (later) {
      due = List.copyOf(later);
      later.clear();
    }
    due.forEach(Runnable::run);
  }

  /// Links an account, as a token does it.
  public void link(MatrixUserId user, RemoteUserId account, Contact... roster) {
    var _ = signIn.token(user, new Secret("token-of-" + account.value()), null);
    messenger.last().comeOnline(account, roster);
    users.homeserver.awaitSaying(account.value());
  }

  static Tokens tokens(Instant expires) {
    return new Tokens(new Secret("access-1"), new Secret("refresh-1"), expires);
  }

  public static Contact contact(String id, String name) {
    return new Contact(
        new RemoteUserId(id + "@messenger.live.com"), name, Contact.Subscription.BOTH, false);
  }

  /// A contact as the roster's table has him.
  public static KnownContact known(Contact contact) {
    return Rosters.known(contact);
  }

  @Override
  public void close() {
    threads.close();
  }

  private final class Listener implements LoginListener {
    @Override
    public void interrupted(LoginId login) {
      heard.add("interrupted " + login.value());
    }

    @Override
    public void online(LoginId login) {
      heard.add("online " + login.value());
    }

    @Override
    public void ready(
        LoginId login, boolean firstTime, Optional<Instant> doubtSince, Runnable settled) {
      heard.add("ready " + login.value() + (firstTime ? " first" : ""));
      doubts.add(doubtSince);
      settlements.add(settled);
    }

    @Override
    public void received(LoginId login, List<IncomingChat> messages) {
      heard.add("received " + messages.size());
    }

    @Override
    public void refused(LoginId login, Refusal refusal) {
      heard.add("refused " + refusal.stanzaId());
    }

    @Override
    public void contactChanged(LoginId login, Contact contact) {
      heard.add("changed " + contact.id().value());
    }

    @Override
    public void invited(LoginId login, Invitation invitation) {
      heard.add("invited by " + invitation.from().value());
    }

    @Override
    public void invitationAnswered(LoginId login, RemoteUserId contact, boolean accepted) {
      heard.add((accepted ? "accepted by " : "declined by ") + contact.value());
    }

    @Override
    public void photo(LoginId login, RemoteUserId contact, String hash) {
      heard.add("photo " + hash + " of " + contact.value());
    }

    @Override
    public void presence(LoginId login, RemoteUserId contact, Presence presence) {
      heard.add("presence " + contact.value() + " " + presence);
    }

    @Override
    public void typing(LoginId login, RemoteUserId contact, boolean typing) {
      heard.add((typing ? "typing " : "not typing ") + contact.value());
    }

    @Override
    public void disconnected(LoginId login) {}

    @Override
    public void stopped(LoginId login) {
      heard.add("stopped " + login.value());
    }

    @Override
    public void removed(LoginId login) {
      heard.add("removed " + login.value());
    }
  }
}
