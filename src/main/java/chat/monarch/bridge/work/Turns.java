package chat.monarch.bridge.work;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one at a time do something for each key, and all keys side by side.
public final class Turns<K> {
  private final ConcurrentMap<K, Turn> turns = new ConcurrentHashMap<>();

  /// Does the work when it is its turn; blocks until then.
  public void take(K key, Runnable work) {
    var _ =
        call(
            key,
            () -> {
              work.run();
              return true;
            });
  }

  /// The same for work that has a result.
  public <T> T call(K key, Supplier<T> work) {
    var turn = turns.compute(key, (_, known) -> (known == null ? new Turn() : known).joined());
    turn.lock.lock();
    try {
      return work.get();
    } finally {
      turn.lock.unlock();
      turns.computeIfPresent(key, (_, known) -> known.isLeftByLast() ? null : known);
    }
  }

  /// Its count changes only under the map's lock for the key.
  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int interested;

    Turn joined() {
      interested++;
      return this;
    }

    boolean isLeftByLast() {
      return --interested == 0;
    }
  }
}
