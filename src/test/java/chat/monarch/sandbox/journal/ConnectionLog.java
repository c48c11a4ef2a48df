package chat.monarch.sandbox.journal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The connections that came, the last ten thousand and all that are open.
public final class ConnectionLog {
  private static final int KEPT = 10_000;

  private final NavigableMap<Integer, ConnectionRecord> records = new TreeMap<>();
  private final InstantSource clock;
  private int last;

  public ConnectionLog(InstantSource clock) {
    this.clock = clock;
  }

  /// A new connection at that listener; gives its number.
  public synchronized int opened(int listener) {
    last++;
    records.put(last, ConnectionRecord.opened(last, listener, clock.instant()));
    if (records.size() > KEPT) {
      records.values().stream()
          .filter(old -> old.end() != null)
          .findFirst()
          .ifPresent(old -> records.remove(old.number()));
    }
    notifyAll();
    return last;
  }

  public void streamTo(int number, String to) {
    change(number, old -> old.withStreamTo(to));
  }

  public void secured(int number, String version, @Nullable String sni) {
    change(number, old -> old.withTls(version, sni));
  }

  public void bound(int number, String jid) {
    change(number, old -> old.withJid(jid));
  }

  /// It ended for that reason; only the first one counts.
  public void ended(int number, String why) {
    change(number, old -> old.withEnd(why));
  }

  private synchronized void change(int number, UnaryOperator<ConnectionRecord> change) {
    records.computeIfPresent(number, (_, old) -> change.apply(old));
    notifyAll();
  }

  /// All that are remembered, the oldest first.
  public synchronized List<ConnectionRecord> all() {
    return List.copyOf(records.values());
  }

  /// Waits for a connection that is as wanted; empty when the time is over.
  public synchronized Optional<ConnectionRecord> await(
      Predicate<ConnectionRecord> wanted, Duration timeout) throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      var found = records.values().stream().filter(wanted).findFirst();
      var left = (deadline - System.nanoTime()) / 1_000_000;
      if (found.isPresent() || left <= 0) {
        return found;
      }
      wait(left);
    }
  }
}
