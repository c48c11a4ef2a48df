package chat.monarch.testkit.fault;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;

/// Faults that wait for the next requests, and are used up as they strike.
public final class Trap {
  private final Queue<Armed> armed = new ArrayDeque<>();
  private final Predicate<String> concerned;

  private record Armed(HttpFault fault, Runnable struck) {}

  /// @param concerned which paths are struck
  public Trap(Predicate<String> concerned) {
    this.concerned = concerned;
  }

  /// The next so many requests are struck.
  ///
  /// @param struck is called at the first of them
  public synchronized void arm(HttpFault fault, int times, Runnable struck) {
    for (var i = 0; i < times; i++) {
      armed.add(new Armed(fault, i == 0 ? struck : () -> {}));
    }
  }

  /// The fault that strikes this request.
  public Optional<HttpFault> take(String path) {
    var taken = poll(path);
    taken.ifPresent(one -> one.struck().run());
    return taken.map(Armed::fault);
  }

  private synchronized Optional<Armed> poll(String path) {
    return concerned.test(path) ? Optional.ofNullable(armed.poll()) : Optional.empty();
  }

  /// What has not struck by now will not.
  public synchronized void disarm() {
    armed.clear();
  }
}
