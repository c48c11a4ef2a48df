package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.store.LastPositions;
import chat.monarch.store.MessageTable;
import chat.monarch.store.PortalTable;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// After each reconnect, fills from the archive what was lost with the stream before (decision 10):
/// known portals only, the latest used first. Until a portal was looked at, its queues are held, so
/// that what was lost comes before what came since.
///
/// Where the archive does not answer, a portal is held for two minutes and no longer, through
/// streams that break meanwhile, too. Then it goes on; if it is online, the room is told of the
/// gap. What a later look finds of that time is shown all the same: a message that comes late with
/// its own date is better than none, and the line in the room said only that some may be missing.
/// It then stands behind what was said after it, which no longer can be helped: Matrix has no way
/// to put an event before others.
@ApplicationScoped
public class CatchUp {
  private static final Logger LOG = Logger.getLogger(CatchUp.class);

  /// Look-ups of one login at a time (decision 10).
  private static final int AT_A_TIME = 2;

  private final Map<LoginId, Looks> running = new ConcurrentHashMap<>();
  private final PortalTable portals;
  private final MessageTable messages;
  private final Backfill backfill;
  private final Gaps gaps;
  private final UncertainMessages uncertain;
  private final Holds holds;
  private final Clock clock;

  CatchUp(
      PortalTable portals,
      MessageTable messages,
      Backfill backfill,
      Gaps gaps,
      UncertainMessages uncertain,
      Clock clock) {
    this.portals = portals;
    this.messages = messages;
    this.backfill = backfill;
    this.gaps = gaps;
    this.uncertain = uncertain;
    this.holds = new Holds(clock);
    this.clock = clock;
  }

  /// What a look needs to know of its stream.
  ///
  /// @param doubtSince since when messages may have been lost, or null
  private record Stream(Session session, @Nullable Instant doubtSince) {
    boolean isUp() {
      return session.state() instanceof SessionState.Online;
    }
  }

  /// Whether a portal has to wait for its look at the archive.
  public boolean isHolding(long portal) {
    return heldUntil(portal).isPresent();
  }

  /// Until when at the latest a portal has to wait, or empty when it has not.
  public Optional<Instant> heldUntil(long portal) {
    return holds.until(portal);
  }

  /// Holds a login's portals, as another stream begins; those without history are not held, their
  /// first import does the same. One that still waits for its look has the same place as before.
  public void hold(LoginId login) {
    end(login);
    holds.begin(messages.lastPositions(login));
  }

  /// Holds the portals of a login whose last stream ended with its process.
  public void holdFromStart(LoginId login) {
    holds.begin(messages.lastPositionsBefore(login));
  }

  /// Lets a login's portals go without a look: it stays offline.
  public void letGo(LoginId login) {
    end(login);
    portals.of(login).stream().map(Portal::id).forEach(holds::release);
  }

  /// The looks of a stream that is gone are nobody's: they let no portal go any more.
  private void end(LoginId login) {
    Optional.ofNullable(running.remove(login)).ifPresent(Looks::end);
  }

  /// Comes before the connections are closed: nothing is given up because of that.
  void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
    running.keySet().forEach(this::end);
  }

  /// Looks at the archive for each held portal of a login, and lets it go. Blocks until that is
  /// done, or the next stream begins.
  ///
  /// @param doubtSince since when messages may have been lost
  /// @param released is told of each portal that may go on
  /// @return whether each portal was looked after
  public boolean run(
      LoginId login, Session session, Optional<Instant> doubtSince, Consumer<Portal> released) {
    var waiting = portals.of(login).stream().map(Portal::id).filter(this::isHolding).toList();
    var stream = new Stream(session, doubtSince.orElse(null));
    var work = new StreamWork(stream, released);
    var looks = new Looks(work, holds.patience(waiting), Looks.Pause.USUAL, clock);
    Optional.ofNullable(running.put(login, looks)).ifPresent(Looks::end);
    try {
      return looks.take(waiting, AT_A_TIME);
    } finally {
      running.remove(login, looks);
    }
  }

  private final class StreamWork implements Looks.Work {
    private final Stream stream;
    private final Consumer<Portal> released;

    StreamWork(Stream stream, Consumer<Portal> released) {
      this.stream = stream;
      this.released = released;
    }

    @Override
    public boolean look(long portal) {
      return stream.isUp() && perform(portal, found -> lookAt(found, stream));
    }

    @Override
    public boolean giveUp(long portal) {
      // Where there is no stream, the next one brings another look.
      return stream.isUp() && perform(portal, found -> nothingToSee(found, stream));
    }

    private boolean perform(long id, Predicate<Portal> what) {
      try {
        return portals
            .find(id)
            .map(portal -> backfill.inTurn(portal, () -> what.test(portal)))
            .orElse(true);
      } catch (RuntimeException failure) {
        LOG.warnf(failure, "The archive of portal %d was not taken over", id);
        return false;
      }
    }

    @Override
    public void letGo(long portal, boolean lookedAfter) {
      if (lookedAfter) {
        holds.end(portal);
      } else {
        holds.release(portal);
      }
      portals.find(portal).ifPresent(released);
    }
  }

  private boolean lookAt(Portal portal, Stream stream) {
    return switch (backfill.ask(portal.key().contact(), stream.session())) {
      case Archive.Window window -> {
        var matching = backfill.match(portal, window);
        var latest = new LastPositions(matching.latest(), matching.latest());
        var places = holds.places(portal.id()).orElse(latest);
        gaps.decide(portal, window, matching, places.proved());
        takeOver(portal, window, matching, places.last());
        yield true;
      }
      case Archive.Empty _, Archive.Refused _ -> nothingToSee(portal, stream);
      case Archive.Unanswered(var reason) -> {
        LOG.infof("The archive of portal %d does not answer: %s", portal.id(), reason);
        yield false;
      }
    };
  }

  private void takeOver(Portal portal, Archive.Window window, Matching matching, long last) {
    backfill.takeMissing(portal, window, matching, last);
    uncertain.decide(portal, window, matching);
  }

  private boolean nothingToSee(Portal portal, Stream stream) {
    if (stream.doubtSince() != null) {
      gaps.undecidable(portal, stream.doubtSince());
    }
    uncertain.giveUp(portal);
    return true;
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
      case Archive.Empty _, Archive.Refused _ -> uncertain.giveUp(portal);
      case Archive.Unanswered _ -> {}
    }
  }
}
