package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.domain.Gap;
import chat.monarch.domain.Portal;
import chat.monarch.store.PortalTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/// Where messages of a contact may be missing (design section 1): what the service wrote into a
/// stream that then broke is taken from the archive, and where the archive cannot say, the room
/// will.
@ApplicationScoped
class Gaps {
  private final PortalTable portals;
  private final Clock clock;

  Gaps(PortalTable portals, Clock clock) {
    this.portals = portals;
    this.clock = clock;
  }

  /// The archive showed a window. Where it reaches back to a message that we had before, nothing is
  /// missing; else, everything between that one and the window's first may be.
  ///
  /// @param last the place of the last message that we had when the session began, 0 for none
  void decide(Portal portal, Archive.Window window, Matching matching, long last) {
    var known = matching.lastUpTo(last);
    if (window.complete() || matching.reachesBackTo(last) || known.isEmpty()) {
      return;
    }
    var from = known.get();
    var shown = window.entries().getFirst().at();
    remember(portal, from, shown.isAfter(from) ? shown : clock.instant());
  }

  /// The archive shows nothing: what a broken stream may have held is missing.
  void undecidable(Portal portal, Instant since) {
    remember(portal, since, clock.instant());
  }

  /// A gap that the room does not tell of yet becomes longer.
  private void remember(Portal portal, Instant from, Instant to) {
    var gap = portal.gap();
    var begin = gap == null || from.isBefore(gap.from()) ? from : gap.from();
    portals.setGap(portal.id(), new Gap(begin, to));
  }
}
