package chat.monarch.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// Commits together what comes together.
///
/// Whoever comes while nothing is under way commits at once; those who come meanwhile are committed
/// as one group after that. There is no thread and no delay of its own.
public final class GroupCommit<T> {
  private final Queue<Waiting<T>> waiting = new ArrayDeque<>();
  private final Consumer<List<T>> commit;
  private final int most;
  private boolean busy;

  /// @param most how many items one commit may hold
  /// @param commit commits a group, in the order in which it came, or throws: then none of it is
  ///     done
  public GroupCommit(int most, Consumer<List<T>> commit) {
    this.most = most;
    this.commit = commit;
  }

  /// Commits an item, and blocks until it is. Throws what the commit of its group threw.
  public void add(T item) {
    var mine = new Waiting<>(item, new CompletableFuture<Boolean>());
    if (isToLead(mine)) {
      lead();
    } else if (mine.isNext()) {
      lead();
    }
  }

  private synchronized boolean isToLead(Waiting<T> mine) {
    waiting.add(mine);
    if (busy) {
      return false;
    }
    busy = true;
    return true;
  }

  /// Commits one group, which holds the leader's own item first, and passes the lead on.
  private void lead() {
    var group = next();
    try {
      commit.accept(group.stream().map(Waiting::item).toList());
      group.forEach(each -> each.turn().complete(false));
    } catch (RuntimeException failure) {
      group.forEach(each -> each.turn().completeExceptionally(failure));
      throw failure;
    } finally {
      passOn();
    }
  }

  private synchronized List<Waiting<T>> next() {
    var group = new ArrayList<Waiting<T>>();
    while (group.size() < most && !waiting.isEmpty()) {
      group.add(waiting.remove());
    }
    return group;
  }

  /// How many items are not committed yet and not being committed.
  synchronized int waiting() {
    return waiting.size();
  }

  private synchronized void passOn() {
    var next = waiting.peek();
    if (next == null) {
      busy = false;
    } else {
      next.turn().complete(true);
    }
  }

  /// @param turn true when the item is to lead the next group, false when it was committed
  private record Waiting<T>(T item, CompletableFuture<Boolean> turn) {
    boolean isNext() {
      try {
        return turn.join();
      } catch (CompletionException failure) {
        throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
      }
    }
  }
}
