package chat.monarch.bridge.user;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.MatrixUserTable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Users as whom the bridge may write: where the operator has registered it and they did not switch
/// it off. A homeserver that refuses it is told to the user once, and asked again after some
/// minutes.
@ApplicationScoped
public class DoublePuppets {
  private static final Logger LOG = Logger.getLogger(DoublePuppets.class);
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final TransactionId ONCE = new TransactionId("puppet.refused");

  private final Homeserver homeserver;
  private final MatrixUserTable users;
  private final ManagementRooms rooms;

  /// Who wants it, and whom the homeserver did not refuse.
  private final Cache<MatrixUserId, Boolean> usable =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  DoublePuppets(Homeserver homeserver, MatrixUserTable users, ManagementRooms rooms) {
    this.homeserver = homeserver;
    this.users = users;
    this.rooms = rooms;
  }

  /// What the user can do through us; empty where that is not to be tried now.
  public Optional<Intent> find(MatrixUserId user) {
    return homeserver
        .puppet(user)
        .filter(_ -> usable.get(user, someone -> !users.isPuppetOff(someone)));
  }

  /// Whether the homeserver lets us act as a user at all, after it refused something. Where it does
  /// not he is told, unless he was before.
  ///
  /// @throws HomeserverException.Unavailable when it does not answer
  public boolean isAllowed(Intent puppet) {
    try {
      puppet.check();
      return true;
    } catch (HomeserverException.Refused refusal) {
      LOG.warnf(
          "The homeserver lets nobody act as %s: %s", puppet.user().value(), refusal.getMessage());
      usable.put(puppet.user(), false);
      tellOnce(puppet.user(), refusal);
      return false;
    }
  }

  private void tellOnce(MatrixUserId user, HomeserverException.Refused refusal) {
    if (!users.isPuppetTold(user)
        && rooms.tell(user, OutgoingEvent.notice(sentence(refusal)), ONCE)) {
      users.setPuppetTold(user, true);
    }
  }

  private static String sentence(HomeserverException.Refused refusal) {
    return "⚠ I cannot write as you: "
        + reason(refusal)
        + ". What you write in other Messenger clients appears in your rooms as a notice of mine."
        + " Please tell the person who runs the bridge; `ping-matrix` shows how it is.";
  }

  private static String reason(HomeserverException.Refused refusal) {
    return "the homeserver refuses it (%d %s)".formatted(refusal.status(), refusal.code()).strip();
  }

  /// Writes as the user from now on.
  ///
  /// @return how it is
  /// @throws HomeserverException.Unavailable when the homeserver does not answer
  public PuppetCheck switchOn(MatrixUserId user) {
    users.setPuppetOff(user, false);
    usable.invalidate(user);
    return check(user);
  }

  /// Does not write as the user any more.
  public void switchOff(MatrixUserId user) {
    users.setPuppetOff(user, true);
    usable.put(user, false);
  }

  /// How it is with the user.
  ///
  /// @throws HomeserverException.Unavailable when the homeserver does not answer
  public PuppetCheck check(MatrixUserId user) {
    var puppet = homeserver.puppet(user).orElse(null);
    if (puppet == null) {
      return new PuppetCheck.NotRegistered();
    }
    return users.isPuppetOff(user) ? new PuppetCheck.SwitchedOff() : ask(puppet);
  }

  private PuppetCheck ask(Intent puppet) {
    try {
      puppet.check();
    } catch (HomeserverException.Refused refusal) {
      return new PuppetCheck.Refused(reason(refusal));
    }
    usable.invalidate(puppet.user());
    users.setPuppetTold(puppet.user(), false);
    return new PuppetCheck.Works();
  }
}
