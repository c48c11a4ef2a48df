package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.store.MessageTable;
import chat.monarch.store.PortalTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// After each reconnect, fills from the archive what was lost with the stream before (decision 10):
/// known portals only, the latest used first. Until a portal was looked at, its queues are held, so
/// that what was lost comes before what came since.
@ApplicationScoped
public class CatchUp {
  private static final Logger LOG = Logger.getLogger(CatchUp.class);

  /// Look-ups of one login at a time (decision 10).
  private static final int AT_A_TIME = 2;

  /// The portals that wait, each with the place of the last message that it had before.
  private final Map<Long, Long> held = new ConcurrentHashMap<>();

  private final PortalTable portals;
  private final MessageTable messages;
  private final Backfill backfill;
  private final Gaps gaps;
  private final UncertainMessages uncertain;

  CatchUp(
      PortalTable portals,
      MessageTable messages,
      Backfill backfill,
      Gaps gaps,
      UncertainMessages uncertain) {
    this.portals = portals;
    this.messages = messages;
    this.backfill = backfill;
    this.gaps = gaps;
    this.uncertain = uncertain;
  }

  /// Whether a portal has to wait for its look at the archive.
  public boolean isHolding(long portal) {
    return held.containsKey(portal);
  }

  /// Holds a login's portals; those without history are not held, their first import does the same.
  public void hold(LoginId login) {
    held.putAll(messages.lastPositions(login));
  }

  /// Lets a login's portals go without a look: it stays offline.
  public void letGo(LoginId login) {
    portals.of(login).stream().map(Portal::id).forEach(held::remove);
  }

  /// Looks at the archive for each held portal of a login, and lets it go.
  ///
  /// @param doubtSince since when messages may have been lost
  /// @param released is told of each portal that may go on
  public void run(
      LoginId login, Session session, Optional<Instant> doubtSince, Consumer<Portal> released) {
    List<Portal> waiting =
        portals.of(login).stream().filter(portal -> isHolding(portal.id())).toList();
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      waiting.forEach(
          portal ->
              threads.execute(
                  () -> {
                    takeOver(portal, session, doubtSince);
                    released.accept(portal);
                  }));
    }
  }

  private void takeOver(Portal portal, Session session, Optional<Instant> doubtSince) {
    try {
      backfill.inTurn(portal, () -> lookAt(portal, session, doubtSince));
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "The archive of portal %d was not taken over", portal.id());
    } finally {
      held.remove(portal.id());
    }
  }

  private void lookAt(Portal portal, Session session, Optional<Instant> doubtSince) {
    switch (backfill.ask(portal.key().contact(), session)) {
      case Archive.Window window -> {
        var matching = backfill.match(portal, window);
        var last = held.getOrDefault(portal.id(), matching.latest());
        gaps.decide(portal, window, matching, last);
        takeOver(portal, window, matching, last);
      }
      case Archive.Empty _ -> nothingToSee(portal, doubtSince);
      // Where the stream broke again, the next one brings another look.
      case Archive.Unknown _ when !(session.state() instanceof SessionState.Online) -> {}
      case Archive.Unknown _ -> nothingToSee(portal, doubtSince);
    }
  }

  private void takeOver(Portal portal, Archive.Window window, Matching matching, long last) {
    backfill.takeMissing(portal, window, matching, last);
    uncertain.decide(portal, window, matching);
  }

  private void nothingToSee(Portal portal, Optional<Instant> doubtSince) {
    doubtSince.ifPresent(since -> gaps.undecidable(portal, since));
    uncertain.giveUp(portal);
  }

  /// Tells the senders of messages that nobody knows about: there will be no archive to ask.
  public void giveUp(Portal portal) {
    uncertain.giveUp(portal);
  }

  /// Looks at the archive once more for messages that nobody knows about. Where it cannot be asked
  /// they stay as they are.
  public void lookAgain(Portal portal, Session session) {
    backfill.inTurn(portal, () -> look(portal, session));
  }

  private void look(Portal portal, Session session) {
    switch (backfill.ask(portal.key().contact(), session)) {
      case Archive.Window window -> {
        var matching = backfill.match(portal, window);
        takeOver(portal, window, matching, matching.latest());
      }
      case Archive.Empty _ -> uncertain.giveUp(portal);
      case Archive.Unknown _ -> {}
    }
  }
}
