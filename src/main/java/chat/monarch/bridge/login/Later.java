package chat.monarch.bridge.login;

import java.time.Duration;

/// Does something after a while, on a thread that may block.
@FunctionalInterface
public interface Later {
  void after(Duration delay, Runnable task);
}
