package chat.monarch.bridge.work;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/// Hands on the latest value of each key, one at a time per key and all keys side by side. What is
/// overtaken by a later value, or fails, or is too much, is dropped: only for what passes by.
public final class Latest<K, V> {
  private static final Logger LOG = Logger.getLogger(Latest.class);

  private final Map<K, V> waiting = new ConcurrentHashMap<>();
  private final Lanes<K> lanes;
  private final int most;
  private final BiConsumer<K, V> work;

  /// @param inHand how many keys are in hand at a time
  /// @param most how many may wait
  public Latest(Executor threads, int inHand, int most, Clock clock, BiConsumer<K, V> work) {
    this.lanes = new Lanes<>(threads, inHand, clock, this::handOn);
    this.most = most;
    this.work = work;
  }

  /// Has a value handed on, in place of one of that key that waits. Never blocks.
  public void put(K key, V value) {
    if (waiting.size() < most || waiting.containsKey(key)) {
      waiting.put(key, value);
      lanes.wake(key);
    }
  }

  private Next handOn(K key) {
    var value = waiting.remove(key);
    if (value != null) {
      try {
        work.accept(key, value);
      } catch (RuntimeException failure) {
        LOG.debugf("Dropped for %s: %s", key, failure.getMessage());
      }
    }
    return new Next.Rest();
  }
}
