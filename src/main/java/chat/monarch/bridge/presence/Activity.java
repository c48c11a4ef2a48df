package chat.monarch.bridge.presence;

import chat.monarch.bridge.login.Later;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What users do in their rooms stands for their presence where the homeserver keeps none: who does
/// something is online, and away after some quiet minutes.
@ApplicationScoped
public class Activity {
  static final Duration QUIET = Duration.ofMinutes(10);

  private final PresenceSwitch presence;
  private final OwnPresences presences;
  private final Logins logins;
  private final Later later;
  private final Clock clock;

  /// When those who are not quiet did something last.
  private final ConcurrentMap<MatrixUserId, Instant> latest = new ConcurrentHashMap<>();

  Activity(
      PresenceSwitch presence, OwnPresences presences, Logins logins, Later later, Clock clock) {
    this.presence = presence;
    this.presences = presences;
    this.logins = logins;
    this.later = later;
    this.clock = clock;
  }

  /// A stream of the login began. Returns at once.
  public void online(LoginId login) {
    later.after(
        Duration.ZERO,
        () -> {
          presence.look();
          if (presence.isOff()) {
            logins.owner(login).filter(user -> !presences.knows(user)).ifPresent(this::remember);
          }
        });
  }

  /// The user did something in a room. Blocks for a moment where that is news.
  public void seen(MatrixUserId user) {
    if (presence.isOff()) {
      remember(user);
      presences.inMatrix(user, Presence.ONLINE);
    }
  }

  private void remember(MatrixUserId user) {
    if (latest.put(user, clock.instant()) == null) {
      later.after(QUIET, () -> look(user));
    }
  }

  private void look(MatrixUserId user) {
    var at = latest.get(user);
    if (at == null) {
      return;
    }
    var quiet = Duration.between(at, clock.instant());
    if (quiet.compareTo(QUIET) < 0) {
      later.after(QUIET.minus(quiet), () -> look(user));
    } else if (!latest.remove(user, at)) {
      later.after(QUIET, () -> look(user));
    } else if (presence.isOff()) {
      presences.inMatrix(user, new Presence(Availability.AWAY, ""));
    }
  }
}
