package chat.monarch.matrix.api;

import chat.monarch.bridge.inbox.Inbox;
import chat.monarch.bridge.inbox.NotKeptException;
import chat.monarch.bridge.port.HomeserverException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Hands what the bot's sync finds to the inbox, which knows what it has: when somebody wishes it,
/// and every ten minutes.
@Singleton
final class BotSync {
  private static final Logger LOG = Logger.getLogger(BotSync.class);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  /// An invite is pushed as a rule, and answered well within this time.
  private static final Duration SECOND_LOOK = Duration.ofSeconds(5);

  /// So that wishes which come one behind the other do not burden the homeserver.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final MissedEvents missed;
  private final Inbox inbox;
  private final SyncWish wish;

  BotSync(MissedEvents missed, Inbox inbox, SyncWish wish) {
    this.missed = missed;
    this.inbox = inbox;
    this.wish = wish;
  }

  /// Goes on until interrupted.
  void run() throws InterruptedException {
    while (true) {
      var wished = wish.await(INTERVAL);
      LOG.debugf("Looks what the bot may have missed, %s", wished ? "as wished" : "as ever");
      look();
      sleep(PAUSE);
    }
  }

  private void look() throws InterruptedException {
    try {
      var found = found(inbox.syncPosition());
      inbox.acceptSync(found.events(), found.nextBatch());
    } catch (HomeserverException | NotKeptException failure) {
      LOG.warnf("Could not look what the bot missed, goes on later: %s", failure.getMessage());
    } catch (RuntimeException failure) {
      LOG.warn("Could not look what the bot missed, goes on later", failure);
    }
  }

  private MissedEvents.Found found(Optional<String> last) throws InterruptedException {
    var found = missed.since(last);
    if (found.invites() == 0) {
      return found;
    }
    // One that is still open then was lost; any other is in the inbox, with its own id.
    sleep(SECOND_LOOK);
    return missed.since(last);
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }
}
