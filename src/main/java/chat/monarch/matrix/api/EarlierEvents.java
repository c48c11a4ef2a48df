package chat.monarch.matrix.api;

import chat.monarch.bridge.inbox.Inbox;
import chat.monarch.bridge.inbox.NotKeptException;
import chat.monarch.bridge.port.HomeserverException;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Keeps what the homeserver forgot or left out when it pushed, so that what it pushes now comes
/// behind it in each room.
@Singleton
public class EarlierEvents {
  private static final Logger LOG = Logger.getLogger(EarlierEvents.class);

  /// The homeserver waits 60 s for an answer to a transaction.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final MissedEvents missed;
  private final Inbox inbox;
  private final SyncWish wish;
  private final ExecutorService threads;

  EarlierEvents(
      MissedEvents missed, Inbox inbox, SyncWish wish, @VirtualThreads ExecutorService threads) {
    this.missed = missed;
    this.inbox = inbox;
    this.wish = wish;
    this.threads = threads;
  }

  /// Returns when they are kept, or after 20 s: a homeserver that pushes but does not say what
  /// happened must not stand still.
  ///
  /// @throws NotKeptException when the database cannot keep anything
  public void keep() {
    var looking = threads.submit(this::lookUntilDone);
    try {
      looking.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      looking.cancel(true);
      wish.express();
      LOG.warnf("What the homeserver may have forgotten to push is not known after %s", PATIENCE);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof NotKeptException unkept
          ? unkept
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException | CancellationException _) {
      looking.cancel(true);
      Thread.currentThread().interrupt();
    }
  }

  /// Has it looked for when ten seconds have passed without another such call. Never blocks.
  public void lookWhenQuiet() {
    wish.expressWhenQuiet();
  }

  /// It is not yet quiet: if a look is to come, it comes ten seconds from now. Never blocks.
  public void postponeLook() {
    wish.postpone();
  }

  private Void lookUntilDone() throws InterruptedException {
    while (!look()) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
    return null;
  }

  private boolean look() {
    var last = inbox.syncPosition();
    if (last.isEmpty()) {
      return true;
    }
    try {
      keep(missed.since(last));
      return true;
    } catch (HomeserverException failure) {
      LOG.infof("Asks again what was not pushed: %s", failure.getMessage());
      return false;
    }
  }

  /// Invites are left to the bot's sync: one that is pushed, too, has another name there.
  private void keep(MissedEvents.Found found) {
    if (found.invites() == 0) {
      inbox.acceptSync(found.events(), found.nextBatch());
    } else {
      inbox.accept(found.events().subList(0, found.events().size() - found.invites()));
      wish.express();
    }
  }
}
