package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.store.KnownMessage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The places that messages of an archive window take in a portal's order: each behind all known
/// ones that the window shows before it, and before those that it shows behind it. What follows the
/// last known one comes right behind it, and so before whatever the stream brought while the
/// archive was asked.
///
/// Messages that crossed stand in another order here than there; between two such a message keeps
/// its order among those of its own direction.
final class Places {
  /// The distance between the places of two messages that came one after the other; see
  /// `position_seq`.
  static final long STEP = 1L << 20;

  /// Small enough for a whole window between two messages.
  private static final long SMALL_STEP = STEP >> 10;

  private final List<Archive.Entry> window;
  private final Matching matching;
  private final long end;

  /// @param end the place behind which the window stands when nothing in it is known
  Places(List<Archive.Entry> window, Matching matching, long end) {
    this.window = window;
    this.matching = matching;
    this.end = end;
  }

  /// Whether a known message follows the entry.
  boolean isBeforeKnown(int entry) {
    return span(entry, _ -> true).after().isPresent();
  }

  /// The place of an unknown entry.
  long of(int entry) {
    var span = span(entry, _ -> true);
    var isOutgoing = window.get(entry).outgoing();
    var own = span.isCrossed() ? span(entry, known -> known.outgoing() == isOutgoing) : span;
    return own.place(entry + 1, window.size() + 1);
  }

  private Span span(int entry, Predicate<KnownMessage> which) {
    return new Span(
        end,
        places(IntStream.range(0, entry), which).max(),
        places(IntStream.range(entry + 1, window.size()), which).min());
  }

  private LongStream places(IntStream entries, Predicate<KnownMessage> which) {
    return entries
        .mapToObj(matching::known)
        .flatMap(Optional::stream)
        .filter(which)
        .mapToLong(KnownMessage::position);
  }

  /// Between which places an entry stands.
  private record Span(long end, OptionalLong before, OptionalLong after) {
    boolean isCrossed() {
      return before.isPresent() && after.isPresent() && before.getAsLong() >= after.getAsLong();
    }

    /// Entries with the same span keep their order: the first has number 1 of so many.
    long place(int number, int of) {
      if (after.isEmpty()) {
        return before.orElse(end) + number * SMALL_STEP;
      }
      var upper = after.getAsLong();
      var lower = before.orElse(upper - STEP);
      return lower + (upper - lower) * number / of;
    }
  }
}
