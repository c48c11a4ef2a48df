package chat.monarch.bridge.portal;

import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.presence.ContactPresences;
import chat.monarch.bridge.work.Latest;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.PortalTable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// Who is typing, both ways (MSG-4). Nothing of it is stored, nothing waits for it, and where there
/// is too much of it the rest is dropped.
@ApplicationScoped
public class Typing {
  /// So long a contact is seen typing unless he says so again.
  static final Duration SHOWN = Duration.ofSeconds(30);

  /// Within this time nothing is shown again.
  private static final Duration FRESH = Duration.ofSeconds(10);

  private static final int IN_HAND = 50;
  private static final int MOST = 5_000;

  private final PortalTable portals;
  private final Logins logins;
  private final Homeserver homeserver;
  private final ContactPresences presences;
  private final Clock clock;
  private final Cache<PortalKey, Instant> shown =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(SHOWN).build();
  private final Latest<PortalKey, Boolean> ofContacts;
  private final Latest<RoomId, Set<MatrixUserId>> ofUsers;

  Typing(
      PortalTable portals,
      Logins logins,
      Homeserver homeserver,
      ContactPresences presences,
      @VirtualThreads ExecutorService threads,
      Clock clock) {
    this.portals = portals;
    this.logins = logins;
    this.homeserver = homeserver;
    this.presences = presences;
    this.clock = clock;
    this.ofContacts = new Latest<>(threads, IN_HAND, MOST, clock, this::show);
    this.ofUsers = new Latest<>(threads, IN_HAND, MOST, clock, this::tell);
  }

  /// A contact began to type, or stopped. Never blocks.
  public void byContact(LoginId login, RemoteUserId contact, boolean typing) {
    var key = new PortalKey(login, contact);
    if (typing ? isNews(key) : shown.asMap().remove(key) != null) {
      ofContacts.put(key, typing);
    }
  }

  /// What they wrote ends it. Never blocks.
  public void wrote(LoginId login, List<IncomingChat> messages) {
    messages.forEach(message -> byContact(login, message.from(), false));
  }

  private boolean isNews(PortalKey key) {
    var now = clock.instant();
    var last = shown.getIfPresent(key);
    if (last != null && last.plus(FRESH).isAfter(now)) {
      return false;
    }
    shown.put(key, now);
    return true;
  }

  private void show(PortalKey key, boolean typing) {
    portals.find(key).filter(Portal::isSeen).ifPresent(portal -> show(portal, typing));
  }

  private void show(Portal portal, boolean typing) {
    var room = portal.room();
    if (room != null) {
      var contact = portal.key().contact();
      homeserver.ghost(contact).setTyping(room, typing ? SHOWN : Duration.ZERO);
      presences.acted(contact);
    }
  }

  /// These are typing in a room, and nobody else. Never blocks.
  public void inRoom(RoomId room, Set<MatrixUserId> typing) {
    ofUsers.put(room, typing);
  }

  private void tell(RoomId room, Set<MatrixUserId> typing) {
    portals.find(room).ifPresent(portal -> tell(portal, typing));
  }

  private void tell(Portal portal, Set<MatrixUserId> typing) {
    var login = portal.key().login();
    var isTyping = logins.owner(login).filter(typing::contains).isPresent();
    logins
        .session(login)
        .ifPresent(session -> session.tellTyping(portal.key().contact(), isTyping));
  }
}
