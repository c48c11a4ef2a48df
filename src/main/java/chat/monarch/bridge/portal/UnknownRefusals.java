package chat.monarch.bridge.portal;

import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.login.Telling;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.bridge.user.StatusConfig;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.PortalTable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Tells in the room that the service refused something and does not say which message (MSG-7).
@ApplicationScoped
class UnknownRefusals {
  private static final Logger LOG = Logger.getLogger(UnknownRefusals.class);

  /// A room is told once in this time.
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Cache<RoomId, RoomId> told =
      Caffeine.newBuilder().expireAfterWrite(QUIET).maximumSize(10_000).build();

  private final PortalTable portals;
  private final Logins logins;
  private final Homeserver homeserver;
  private final Telling telling;
  private final StatusConfig config;
  private final Wording wording;

  UnknownRefusals(
      PortalTable portals,
      Logins logins,
      Homeserver homeserver,
      Telling telling,
      StatusConfig config,
      Wording wording) {
    this.portals = portals;
    this.logins = logins;
    this.homeserver = homeserver;
    this.telling = telling;
    this.config = config;
    this.wording = wording;
  }

  /// Tells the login's owner, if there is a room for it, and does not wait for the homeserver.
  void tell(LoginId login, Refusal refusal) {
    LOG.warnf(
        "Login %s: the service refused something for %s (%s), and it is not known what",
        login.value(), refusal.to().value(), refusal.condition());
    if (config.errorNotices()) {
      portals
          .find(new PortalKey(login, refusal.to()))
          .filter(Portal::isSeen)
          .map(Portal::room)
          .filter(room -> told.asMap().putIfAbsent(room, room) == null)
          .ifPresent(room -> tell(login, room, refusal));
    }
  }

  private void tell(LoginId login, RoomId room, Refusal refusal) {
    var once = new TransactionId("refused." + UUID.randomUUID());
    var text =
        "⚠ Messenger refused something that you wrote here and does not say what: "
            + wording.ofRefusal(refusal.condition())
            + ". Ask whether your last messages arrived.";
    logins.owner(login).ifPresent(user -> telling.tell(user, () -> isSaid(room, text, once)));
  }

  private boolean isSaid(RoomId room, String text, TransactionId once) {
    try {
      homeserver.bot().send(room, OutgoingEvent.notice(text), once);
      return true;
    } catch (HomeserverException.Unavailable failure) {
      LOG.infof("A notice in %s waits: %s", room.value(), failure.getMessage());
      return false;
    } catch (HomeserverException.Refused refusal) {
      LOG.warnf("A notice in %s was refused: %s", room.value(), refusal.getMessage());
      return true;
    }
  }
}
