package chat.monarch.bridge.backfill;

/// The places that messages of an archive window take in a portal's order: each between its known
/// neighbours. What follows the last known one comes right behind it, and so before whatever the
/// stream brought while the archive was asked.
final class Places {
  /// The distance between the places of two messages that came one after the other; see
  /// `position_seq`.
  static final long STEP = 1L << 20;

  /// Small enough for a whole window between two messages.
  private static final long SMALL_STEP = STEP >> 10;

  private final int entries;
  private final Matching matching;
  private final long end;

  /// @param entries how many the window has
  /// @param end the place behind which the window stands when nothing in it is known
  Places(int entries, Matching matching, long end) {
    this.entries = entries;
    this.matching = matching;
    this.end = end;
  }

  /// Whether a known message follows the entry.
  boolean isBeforeKnown(int entry) {
    return knownAfter(entry) < entries;
  }

  /// The place of an unknown entry.
  long of(int entry) {
    var before = knownBefore(entry);
    var after = knownAfter(entry);
    if (after == entries) {
      var lower = before < 0 ? end : position(before);
      return lower + (entry - before) * SMALL_STEP;
    }
    var upper = position(after);
    var lower = before < 0 ? upper - STEP : position(before);
    return lower + (upper - lower) * (entry - before) / (after - before);
  }

  private int knownBefore(int entry) {
    var before = entry - 1;
    while (before >= 0 && matching.known(before).isEmpty()) {
      before--;
    }
    return before;
  }

  private int knownAfter(int entry) {
    var after = entry + 1;
    while (after < entries && matching.known(after).isEmpty()) {
      after++;
    }
    return after;
  }

  private long position(int entry) {
    return matching.known(entry).orElseThrow().position();
  }
}
