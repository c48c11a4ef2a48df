package chat.monarch.bridge.presence;

import chat.monarch.domain.id.RemoteUserId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose ghost is told next: those that changed and those that the homeserver is about to forget,
/// in turn. No more are kept from being forgotten than the budget is enough for; the others are
/// told when they change, and the homeserver forgets them after half a minute.
///
/// Not safe for threads.
final class PresenceTurns {
  /// The rest of the budget is for changes.
  private static final double SHARE_OF_REFRESHES = 0.75;

  private final long refresh;
  private final int perSecond;
  private final int most;
  private final Set<RemoteUserId> changed = new LinkedHashSet<>();

  /// When each was told last, the earliest first.
  private final Map<RemoteUserId, Long> kept = new LinkedHashMap<>();

  private boolean refreshedLast;

  /// @param refresh after which a ghost is told again
  /// @param perSecond the budget of requests
  PresenceTurns(Duration refresh, int perSecond) {
    this.refresh = refresh.toNanos();
    this.perSecond = Math.max(1, perSecond);
    this.most =
        (int) Math.max(1, this.perSecond * SHARE_OF_REFRESHES * refresh.toMillis() / 1000.0);
  }

  /// The time between two requests.
  Duration pace() {
    return Duration.ofSeconds(1).dividedBy(perSecond);
  }

  /// A ghost has something new to tell.
  ///
  /// @return false when it waited for its turn already
  boolean change(RemoteUserId contact) {
    return changed.add(contact);
  }

  /// Who is told now, or null when nobody is to be.
  ///
  /// @param now in nanoseconds
  @Nullable RemoteUserId next(long now) {
    var oldest = kept.entrySet().stream().findFirst().orElse(null);
    if (oldest != null
        && now - oldest.getValue() >= refresh
        && (changed.isEmpty() || !refreshedLast)) {
      refreshedLast = true;
      kept.remove(oldest.getKey());
      changed.remove(oldest.getKey());
      return oldest.getKey();
    }
    refreshedLast = false;
    var first = changed.stream().findFirst().orElse(null);
    if (first != null) {
      changed.remove(first);
      kept.remove(first);
    }
    return first;
  }

  /// How long nobody is to be told, if nothing changes; zero for ever.
  Duration rest(long now) {
    return kept.values().stream()
        .findFirst()
        .map(told -> Duration.ofNanos(Math.max(1, told + refresh - now)))
        .orElse(Duration.ZERO);
  }

  /// A ghost was told.
  ///
  /// @param lasting whether that must be repeated to last
  /// @return false when it will not be repeated, as the budget is not enough
  boolean told(RemoteUserId contact, boolean lasting, long now) {
    if (!lasting || changed.contains(contact)) {
      return true;
    }
    if (kept.size() >= most) {
      return false;
    }
    kept.put(contact, now);
    return true;
  }
}
