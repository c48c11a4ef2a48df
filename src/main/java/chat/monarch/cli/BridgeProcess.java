package chat.monarch.cli;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The running bridge, from the database's start to its end.
///
/// After SIGTERM the virtual machine lives until its shutdown hooks have returned, so ours waits
/// until the bridge has finished what is in hand and the database is closed, and then ends the
/// process with 0.
final class BridgeProcess {
  private static final long PATIENCE_SECONDS = 25;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger exitCode = new AtomicInteger();
  private final Thread starter = Thread.currentThread();
  private volatile boolean starting = true;

  /// Blocks until the bridge ends.
  ///
  /// @return the exit code
  /// @throws Fault if it cannot start for a reason that the operator can mend
  int run(Configuration configuration) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::finish, "finish"));
    try (var database = Database.open(configuration)) {
      StartSources.give(configuration.own(), database.settings());
      starting = false;
      Quarkus.run(null, this::quarkusEnded);
    } catch (RuntimeException problem) {
      exitCode.set(problem instanceof Fault fault ? fault.exitCode() : StartFailure.UNEXPECTED);
      throw problem;
    } finally {
      ended.countDown();
    }
    return exitCode.get();
  }

  private void quarkusEnded(int code, @Nullable Throwable problem) {
    exitCode.set(problem == null ? code : StartFailure.report(problem));
  }

  private void finish() {
    var bySignal = ended.getCount() > 0;
    if (bySignal && starting) {
      starter.interrupt();
    }
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Monarch did not finish in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(bySignal ? 0 : exitCode.get());
  }
}
