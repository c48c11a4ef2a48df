package chat.monarch.bridge.profile;

import chat.monarch.bridge.ghost.CardConfig;
import chat.monarch.bridge.ghost.Cards;
import chat.monarch.bridge.ghost.Ghosts;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.HomeserverReturned;
import chat.monarch.bridge.portal.RoomNames;
import chat.monarch.bridge.work.Lanes;
import chat.monarch.bridge.work.Next;
import chat.monarch.bridge.work.Retries;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.GhostTable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/// Has ghosts and rooms follow what cards, rosters and invitations say of contacts. What changed
/// is looked up when its turn comes, so that several changes at once are one, and nothing is told
/// twice.
///
/// Whoever has no room is not told of to the homeserver at all. A ghost's change costs the
/// homeserver an event in each of its rooms: one that goes on changing is told of at intervals.
@ApplicationScoped
public class Profiles {
  private static final Logger LOG = Logger.getLogger(Profiles.class);
  private static final int IN_HAND = 8;
  private static final int REMEMBERED = 20_000;
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final GhostTable table;
  private final Ghosts ghosts;
  private final RoomNames rooms;
  private final ExecutorService threads;
  private final Clock clock;
  private final Lanes<RemoteUserId> lanes;
  private final CardRounds cards;

  /// When those may be told of again that were told of just now.
  private final Cache<RemoteUserId, Instant> told =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(INTERVAL).build();

  Profiles(
      GhostTable table,
      Ghosts ghosts,
      RoomNames rooms,
      Logins logins,
      Cards cards,
      CardConfig config,
      @VirtualThreads ExecutorService threads,
      Clock clock) {
    this.table = table;
    this.ghosts = ghosts;
    this.rooms = rooms;
    this.threads = threads;
    this.clock = clock;
    this.lanes = new Lanes<>(threads, IN_HAND, clock, this::show);
    this.cards = new CardRounds(logins, cards, table, config, threads, clock, lanes::wake);
    rooms.onNews(lanes::wake);
  }

  void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
    cards.stop();
    lanes.stop(PATIENCE);
  }

  /// A login signs in; it cannot be asked anything yet.
  public void online(LoginId login) {
    cards.begin(login);
  }

  /// A login can be asked now. What changed while nobody looked is shown, then the cards are read
  /// that are due.
  public void ready(LoginId login) {
    threads.execute(
        () -> {
          table.behindIn(login).forEach(lanes::wake);
          rooms.behindWith(login).forEach(lanes::wake);
          cards.goOn(login);
        });
  }

  /// The roster shows somebody like that.
  public void changed(LoginId login, Contact contact) {
    if (contact.isEstablished()) {
      lanes.wake(contact.id());
      cards.add(login, Wish.byAge(contact.id()));
    }
  }

  /// A contact's presence bears this hash of his photo.
  public void photo(LoginId login, RemoteUserId contact, String hash) {
    cards.add(login, Wish.byPhoto(contact, hash));
  }

  /// A login's stream ended.
  public void disconnected(LoginId login) {
    cards.end(login);
  }

  /// Pictures that could not be stored meanwhile are asked for once more.
  void returned(@ObservesAsync HomeserverReturned event) {
    cards.beginAgain();
  }

  private Next show(RemoteUserId contact) {
    var again = told.getIfPresent(contact);
    if (again != null && ghosts.isBehind(contact)) {
      return new Next.At(again);
    }
    try {
      if (ghosts.follow(contact)) {
        told.put(contact, clock.instant().plus(INTERVAL));
      }
      rooms.follow(contact);
    } catch (HomeserverException.Unavailable failure) {
      LOG.infof("The profile of %s waits: %s", contact.value(), failure.getMessage());
      return new Next.At(clock.instant().plus(Retries.after(2)));
    } catch (HomeserverException.Refused refusal) {
      LOG.infof("The profile of %s is not shown: %s", contact.value(), refusal.getMessage());
    }
    return new Next.Rest();
  }
}
