package chat.monarch.bridge.profile;

import chat.monarch.bridge.ghost.CardConfig;
import chat.monarch.bridge.ghost.Cards;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.work.Lanes;
import chat.monarch.bridge.work.Next;
import chat.monarch.bridge.work.Retries;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.GhostTable;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Reads the cards of each login's contacts, one behind the other, so that whoever makes a room has
/// his turn in between (VC-6). What is not read when a stream ends is read after the next sign-in.
final class CardRounds {
  private static final Logger LOG = Logger.getLogger(CardRounds.class);

  /// After a restart thousands of logins have cards to read.
  private static final int IN_HAND = 100;

  /// Each costs the service a card.
  private static final int MOST_TRIES = 5;

  private final Logins logins;
  private final Cards cards;
  private final GhostTable table;
  private final CardConfig config;
  private final Clock clock;
  private final Consumer<RemoteUserId> whenRead;
  private final Lanes<LoginId> lanes;
  private final Map<LoginId, Round> rounds = new ConcurrentHashMap<>();

  /// @param whenRead is told whose card was read
  CardRounds(
      Logins logins,
      Cards cards,
      GhostTable table,
      CardConfig config,
      Executor threads,
      Clock clock,
      Consumer<RemoteUserId> whenRead) {
    this.logins = logins;
    this.cards = cards;
    this.table = table;
    this.config = config;
    this.clock = clock;
    this.whenRead = whenRead;
    this.lanes = new Lanes<>(threads, IN_HAND, clock, this::readOne);
  }

  /// A login signs in: those whose cards are too old, or were never read, are to be read.
  void begin(LoginId login) {
    rounds.put(login, new Round(login, clock.instant().minus(config.refresh()), table));
  }

  /// All begin once more; what was read is not read again.
  void beginAgain() {
    rounds.forEach(
        (login, round) -> {
          round.beginAgain();
          lanes.wake(login);
        });
  }

  /// The login may ask now.
  void goOn(LoginId login) {
    lanes.wake(login);
  }

  /// There is somebody more.
  void add(LoginId login, Wish wish) {
    var round = rounds.get(login);
    if (round != null) {
      round.add(wish);
      lanes.wake(login);
    }
  }

  /// The login's stream ended.
  void end(LoginId login) {
    rounds.remove(login);
  }

  /// Begins nothing more.
  void stop() {
    lanes.stop(Duration.ZERO);
  }

  private Next readOne(LoginId login) {
    var round = rounds.get(login);
    var session = logins.session(login).orElse(null);
    if (round == null || session == null || !(session.state() instanceof SessionState.Online)) {
      return new Next.Rest();
    }
    var wish = round.next();
    return wish == null ? new Next.Rest() : read(login, wish, round, session);
  }

  private Next read(LoginId login, Wish wish, Round round, Session session) {
    var contact = wish.contact();
    try {
      return switch (ask(login, wish, round, session)) {
        case NOT_ASKED -> new Next.Again();
        case READ -> {
          whenRead.accept(contact);
          yield new Next.Again();
        }
        case UNANSWERED -> later(wish, round);
      };
    } catch (HomeserverException.Unavailable failure) {
      LOG.infof("The picture of %s waits: %s", contact.value(), failure.getMessage());
      return later(wish, round);
    }
  }

  private Cards.Reading ask(LoginId login, Wish wish, Round round, Session session) {
    return wish.photo() == null
        ? cards.read(login, wish.contact(), session, round.oldest())
        : cards.readWithPhoto(login, wish.contact(), session, wish.photo());
  }

  /// The others come first.
  private Next later(Wish wish, Round round) {
    if (wish.tries() < MOST_TRIES) {
      round.putBack(wish.again());
    }
    return new Next.At(clock.instant().plus(Retries.after(wish.tries() + 3)));
  }
}
