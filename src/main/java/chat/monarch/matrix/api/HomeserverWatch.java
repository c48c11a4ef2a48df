package chat.monarch.matrix.api;

import chat.monarch.bridge.port.HomeserverReturned;
import chat.monarch.matrix.api.HomeserverCheck.Result;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Finds the homeserver at start, once our own listener is up, and pings it from then on. Only at
/// the start does it end the process.
@ApplicationScoped
class HomeserverWatch {
  private static final Logger LOG = Logger.getLogger(HomeserverWatch.class);
  private static final int CANNOT_REACH_US = 13;
  private static final int REFUSED = 16;
  /// A homeserver that is just starting, too, may fail to reach us once or twice.
  private static final int TRIES = 3;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
  private static final Duration PING_INTERVAL = Duration.ofMinutes(1);
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(2);

  private final HomeserverCheck check;
  private final BotSync sync;
  private final SyncWish wish;
  private final ExecutorService threads;
  private final Reachability reachability;
  private final List<Future<?>> running = new ArrayList<>();
  private Result last = new Result.Fine();

  HomeserverWatch(
      HomeserverCheck check,
      BotSync sync,
      SyncWish wish,
      Reachability reachability,
      Event<HomeserverReturned> returned,
      @VirtualThreads ExecutorService threads) {
    this.check = check;
    this.sync = sync;
    this.wish = wish;
    this.threads = threads;
    this.reachability = reachability;
    reachability.onReturn(wish::express);
    reachability.onReturn(() -> returned.fireAsync(new HomeserverReturned()));
  }

  void listening(@ObservesAsync HttpServerStart started) {
    start();
  }

  void listening(@ObservesAsync HttpsServerStart started) {
    start();
  }

  private synchronized void start() {
    if (running.isEmpty()) {
      running.add(threads.submit(() -> untilStopped(this::watch)));
    }
  }

  synchronized void stop(@Observes ShutdownEvent stopping) {
    running.forEach(task -> task.cancel(true));
  }

  private void watch() throws InterruptedException {
    if (!find()) {
      return;
    }
    LOG.info("The homeserver and the bridge reach each other");
    wish.express();
    synchronized (this) {
      running.add(threads.submit(() -> untilStopped(sync::run)));
    }
    while (true) {
      rest();
      ping();
    }
  }

  /// While the homeserver is away it is asked often: much may wait for it.
  private void rest() throws InterruptedException {
    var rested = Duration.ZERO;
    do {
      sleep(LOOK_INTERVAL);
      rested = rested.plus(LOOK_INTERVAL);
    } while (!reachability.isAway() && rested.compareTo(PING_INTERVAL) < 0);
  }

  /// Waits for the homeserver.
  ///
  /// @return whether all is well; if not, the process is ending
  private boolean find() throws InterruptedException {
    var wait = FIRST_WAIT;
    var tries = 0;
    while (true) {
      switch (check.check()) {
        case Result.Fine _ -> {
          return true;
        }
        case Result.Refused(var sentence) -> {
          return exit(REFUSED, sentence);
        }
        case Result.CannotReachUs(var sentence) -> {
          tries++;
          if (tries == TRIES) {
            return exit(CANNOT_REACH_US, sentence);
          }
          LOG.warn(sentence);
        }
        case Result.Silent(var reason) ->
            LOG.warnf("No homeserver yet, asks again in %d s: %s", wait.toSeconds(), reason);
      }
      sleep(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  private static boolean exit(int code, String sentence) {
    System.err.println(sentence);
    Quarkus.asyncExit(code);
    return false;
  }

  /// A ping ends the homeserver's waiting after an outage of ours. Where one failed, the homeserver
  /// may have lost something.
  private void ping() {
    var before = last;
    last = pingResult();
    if (!(last instanceof Result.Silent)) {
      reachability.answered();
    }
    switch (last) {
      case Result.Fine _ when !(before instanceof Result.Fine) -> {
        LOG.info("The homeserver and the bridge reach each other again");
        wish.express();
      }
      case Result.Fine _ -> {}
      case Result.Refused(var sentence) -> tell(before, sentence);
      case Result.CannotReachUs(var sentence) -> tell(before, sentence);
      case Result.Silent(var reason) -> tell(before, "The homeserver does not answer: " + reason);
    }
  }

  private Result pingResult() {
    try {
      return check.checkPing();
    } catch (RuntimeException failure) {
      return new Result.Silent(String.valueOf(failure.getMessage()));
    }
  }

  private void tell(Result before, String sentence) {
    if (!before.getClass().equals(last.getClass())) {
      LOG.warn(sentence);
    }
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }

  private static void untilStopped(Task task) {
    try {
      task.run();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @FunctionalInterface
  private interface Task {
    void run() throws InterruptedException;
  }
}
