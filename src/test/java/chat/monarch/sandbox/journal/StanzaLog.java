package chat.monarch.sandbox.journal;

import chat.monarch.sandbox.journal.StanzaRecord.Direction;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The stanzas of each account, the last `log.limit` of them.
public final class StanzaLog {
  private final Map<String, Deque<StanzaRecord>> records = new HashMap<>();
  private final Switches switches;
  private final InstantSource clock;
  private Consumer<StanzaRecord> listener = _ -> {};
  private long sequence;

  public StanzaLog(Switches switches, InstantSource clock) {
    this.switches = switches;
    this.clock = clock;
  }

  /// Remembers a stanza and wakes those who wait for it.
  public synchronized void add(
      String account, Direction direction, int connection, Element stanza) {
    var limit = switches.count(Switch.LOG_LIMIT);
    if (limit == 0) {
      return;
    }
    var mine = records.computeIfAbsent(account, _ -> new ArrayDeque<>());
    var record =
        new StanzaRecord(
            ++sequence, clock.instant(), account, direction, connection, Secrets.replaced(stanza));
    mine.add(record);
    while (mine.size() > limit) {
      mine.remove();
    }
    notifyAll();
    listener.accept(record);
  }

  /// Has somebody told of each stanza that is remembered, in order; he must not wait.
  public synchronized void onStanza(Consumer<StanzaRecord> listener) {
    this.listener = listener;
  }

  /// The number of the latest stanza of all; what comes later has a greater one.
  public synchronized long sequence() {
    return sequence;
  }

  /// The account's stanzas, the oldest first.
  public synchronized List<StanzaRecord> of(String account) {
    return List.copyOf(records.getOrDefault(account, new ArrayDeque<>()));
  }

  /// Waits for the first stanza of the account behind that number that is as wanted; it may have
  /// come before this call. Empty when the time is over.
  public synchronized Optional<StanzaRecord> await(
      String account, long after, Predicate<StanzaRecord> wanted, Duration timeout)
      throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    var seen = after;
    while (true) {
      for (var candidate : records.getOrDefault(account, new ArrayDeque<>())) {
        if (candidate.sequence() > seen && wanted.test(candidate)) {
          return Optional.of(candidate);
        }
      }
      seen = Math.max(seen, sequence);
      var left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
  }
}
