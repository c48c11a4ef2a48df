package chat.monarch.bridge.backfill;

import chat.monarch.bridge.work.Retries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The looks at the archive that the portals of one login need, so many at a time.
///
/// A look that brings no answer is taken again, after pauses that grow, until the patience is at
/// its end. In the pauses others have its place, and those that were not looked at yet come first;
/// so a conversation that hangs delays no other. A portal is always looked at once.
final class Looks {
  private final Queue<Piece> fresh = new ArrayDeque<>();
  private final Queue<Piece> again = new PriorityQueue<>(Comparator.comparing(Piece::due));
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Work work;
  private final Instant patience;
  private final Pause pause;
  private final Clock clock;
  private boolean everyOne = true;

  /// @param patience how long looks without an answer are taken again
  Looks(Work work, Instant patience, Pause pause, Clock clock) {
    this.work = work;
    this.patience = patience;
    this.pause = pause;
    this.clock = clock;
  }

  /// What is done for each portal. May block; must not throw.
  interface Work {
    /// Looks at a portal's archive.
    ///
    /// @return whether there was an answer
    boolean look(long portal);

    /// There will be no answer.
    ///
    /// @return whether the portal was looked after all the same
    boolean giveUp(long portal);

    /// The portal may go on. Must not block.
    ///
    /// @param lookedAfter whether nothing is to be done for it any more
    void letGo(long portal, boolean lookedAfter);
  }

  /// How one waits.
  @FunctionalInterface
  interface Pause {
    Pause USUAL = (end, time) -> end.await(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);

    /// Waits so long, or until that end comes.
    ///
    /// @return whether it came
    boolean await(CountDownLatch end, Duration time) throws InterruptedException;
  }

  private record Piece(long portal, int asked, Instant due) {}

  /// Looks for each of the portals, in their order; blocks until that is done, or ended.
  ///
  /// @return whether each of them was looked after
  boolean take(List<Long> portals, int atATime) {
    portals.forEach(portal -> fresh.add(new Piece(portal, 0, Instant.MIN)));
    try (var threads = Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory())) {
      for (int i = 0; i < Math.min(atATime, portals.size()); i++) {
        threads.execute(this::serve);
      }
    }
    return isWhole();
  }

  /// Takes no more looks, and lets no portal go any more. Returns at once.
  synchronized void end() {
    ended.countDown();
  }

  private boolean isEnded() {
    return ended.getCount() == 0;
  }

  private synchronized boolean isWhole() {
    return everyOne && !isEnded();
  }

  private void serve() {
    try {
      for (var piece = next(); piece != null && !awaitDue(piece); piece = next()) {
        serve(piece);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      end();
    }
  }

  /// Those for which there is no more patience do not wait for the others' first looks.
  private synchronized @Nullable Piece next() {
    var given = fresh.isEmpty() || isOver() ? again.poll() : null;
    return given == null ? fresh.poll() : given;
  }

  /// @return whether the looks have ended meanwhile
  private boolean awaitDue(Piece piece) throws InterruptedException {
    return piece.due().isAfter(clock.instant())
        ? pause.await(ended, Duration.between(clock.instant(), piece.due()))
        : isEnded();
  }

  private void serve(Piece piece) {
    var hasTime = piece.asked() == 0 || !isOver();
    if (hasTime && work.look(piece.portal())) {
      letGo(piece, true);
    } else if (isOver() && !isEnded()) {
      letGo(piece, work.giveUp(piece.portal()));
    } else {
      putBack(piece);
    }
  }

  private synchronized void letGo(Piece piece, boolean lookedAfter) {
    everyOne &= lookedAfter;
    if (!isEnded()) {
      work.letGo(piece.portal(), lookedAfter);
    }
  }

  private synchronized void putBack(Piece piece) {
    var due = clock.instant().plus(Retries.after(piece.asked()));
    var latest = due.isBefore(patience) ? due : patience;
    again.add(new Piece(piece.portal(), piece.asked() + 1, latest));
  }

  private boolean isOver() {
    return !clock.instant().isBefore(patience);
  }
}
