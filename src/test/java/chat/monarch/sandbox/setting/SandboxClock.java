package chat.monarch.sandbox.setting;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The service's time: the real one, moved forward by a test that does not want to wait.
public final class SandboxClock implements InstantSource {
  private final List<Runnable> onAdvance = new CopyOnWriteArrayList<>();
  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  /// Moves time forward at once; what is then due is done before this returns.
  public synchronized void advance(Duration by) {
    ahead = ahead.plus(by);
    onAdvance.forEach(Runnable::run);
  }

  /// Calls that whenever time was moved.
  public void onAdvance(Runnable listener) {
    onAdvance.add(listener);
  }
}
