package chat.monarch.matrix.api;

import java.util.concurrent.Semaphore;

/// Whose turn it is to ask. So many ask at a time, for more only wait longer at the homeserver; but
/// who gets no answer makes way for others, so that a few rooms that hang do not stop all.
final class RequestTurns {
  private final Semaphore underWay;
  private final Semaphore turns;

  /// @param atATime so many have a turn
  /// @param most so many are under way, with those that made way
  RequestTurns(int atATime, int most) {
    this.underWay = new Semaphore(most, true);
    this.turns = new Semaphore(atATime, true);
  }

  /// Waits for a turn.
  Turn take() {
    underWay.acquireUninterruptibly();
    turns.acquireUninterruptibly();
    return new Turn();
  }

  /// A turn; for one thread.
  final class Turn implements AutoCloseable {
    private boolean lasts = true;

    /// Lets another have the turn, while this goes on.
    void makeWay() {
      if (lasts) {
        lasts = false;
        turns.release();
      }
    }

    @Override
    public void close() {
      makeWay();
      underWay.release();
    }
  }
}
