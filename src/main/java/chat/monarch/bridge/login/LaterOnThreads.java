package chat.monarch.bridge.login;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

@ApplicationScoped
class LaterOnThreads implements Later {
  private final ExecutorService threads;

  LaterOnThreads(@VirtualThreads ExecutorService threads) {
    this.threads = threads;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, threads)
        .execute(task);
  }
}
