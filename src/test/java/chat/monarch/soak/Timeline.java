package chat.monarch.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Which faults struck, and when; and what happened besides.
final class Timeline {
  private static final int BEFORE_SECONDS = 15;
  private static final int AFTER_SECONDS = 20;

  private volatile Instant began;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

  /// @param what in words
  record Entry(Instant at, String what) {}

  Timeline(Instant began) {
    this.began = began;
  }

  /// Times count from now on.
  void begin() {
    began = Instant.now();
  }

  Instant began() {
    return began;
  }

  /// A fault strikes now.
  synchronized void struck(Kind kind, String detail) {
    counts.merge(kind, 1, Integer::sum);
    note(kind.words() + (detail.isEmpty() ? "" : ": " + detail));
  }

  /// Something happens that is no fault of ours.
  synchronized void note(String what) {
    entries.add(new Entry(Instant.now(), what));
  }

  synchronized int count(Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  synchronized int faults() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  synchronized String last() {
    return entries.isEmpty() ? "nothing" : entries.getLast().what();
  }

  /// What happened around a time, in order.
  synchronized List<Entry> around(Instant from, Instant to) {
    return entries.stream()
        .filter(entry -> !entry.at().isBefore(from.minusSeconds(BEFORE_SECONDS)))
        .filter(entry -> !entry.at().isAfter(to.plusSeconds(AFTER_SECONDS)))
        .sorted(Comparator.comparing(Entry::at))
        .toList();
  }

  /// A time as seconds since the beginning.
  String clock(Instant at) {
    return "%7.2f s".formatted((at.toEpochMilli() - began.toEpochMilli()) / 1e3);
  }
}
