package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.domain.Gap;
import chat.monarch.domain.Portal;
import chat.monarch.store.PortalTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where messages of a contact may be missing (design section 1): what the service wrote into a
/// stream that then broke is taken from the archive, and where the archive cannot say, the room
/// will.
@ApplicationScoped
class Gaps {
  /// The archive's times are rounded down (ARC-12).
  private static final Duration PRECISION = Duration.ofSeconds(1);

  /// What was proved to be here at a moment was written so long before, and what was lost behind it
  /// perhaps just after that; clocks differ, too.
  private static final Duration ON_THE_WAY = Duration.ofSeconds(10);

  private final PortalTable portals;
  private final Clock clock;

  Gaps(PortalTable portals, Clock clock) {
    this.portals = portals;
    this.clock = clock;
  }

  /// The archive showed a window. Where it reaches back to a message that we had before, nothing is
  /// missing; else, everything between that one and the window's first may be.
  ///
  /// @param proved the place up to which we had everything when the session began, 0 for nothing
  void decide(Portal portal, Archive.Window window, Matching matching, long proved) {
    between(window, matching, proved, clock.instant()).ifPresent(gap -> remember(portal, gap));
  }

  static Optional<Gap> between(Archive.Window window, Matching matching, long proved, Instant now) {
    var known = matching.lastUpTo(proved);
    if (window.complete() || matching.reachesBackTo(proved) || known.isEmpty()) {
      return Optional.empty();
    }
    var from = known.get();
    var shown = window.entries().getFirst().at().plus(PRECISION);
    return Optional.of(new Gap(from, shown.isAfter(from) ? shown : now));
  }

  /// The archive shows nothing: what a broken stream may have held is missing.
  void undecidable(Portal portal, Instant since) {
    remember(portal, new Gap(since.minus(ON_THE_WAY), clock.instant()));
  }

  /// A gap that the room does not tell of yet becomes longer.
  private void remember(Portal portal, Gap found) {
    var gap = portal.gap();
    var begin = gap == null || found.from().isBefore(gap.from()) ? found.from() : gap.from();
    portals.setGap(portal.id(), new Gap(begin, found.to()));
  }
}
