package chat.monarch.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What arrived, in its order, and who waits for more. At most 100,000 things, then it fails.
final class Arrivals<T> {
  private static final int LIMIT = 100_000;
  private static final int SHOWN = 8;

  private final List<T> arrived = new ArrayList<>();
  private final List<Waiting<T>> waiting = new ArrayList<>();
  private @Nullable Throwable failure;

  private record Waiting<T>(Predicate<T> predicate, CompletableFuture<T> arrival) {}

  synchronized void addAll(Collection<T> things) {
    things.forEach(this::add);
  }

  synchronized void add(T thing) {
    if (arrived.size() >= LIMIT) {
      fail(new IllegalStateException("More than " + LIMIT + " things arrived"));
      return;
    }
    arrived.add(thing);
    waiting.removeIf(one -> one.predicate().test(thing) && (one.arrival().complete(thing) || true));
  }

  /// Nothing will arrive any more.
  synchronized void fail(Throwable cause) {
    failure = cause;
    waiting.forEach(one -> one.arrival().completeExceptionally(cause));
    waiting.clear();
  }

  synchronized List<T> all() {
    return List.copyOf(arrived);
  }

  /// The first that will arrive from now on.
  synchronized Expectation<T> next(String what, Predicate<T> predicate) {
    var arrival = new CompletableFuture<T>();
    if (failure != null) {
      arrival.completeExceptionally(failure);
    } else {
      waiting.add(new Waiting<>(predicate, arrival));
    }
    return new Expectation<>(what, arrival, this::last);
  }

  /// The first that ever arrived, or else will arrive.
  synchronized Expectation<T> first(String what, Predicate<T> predicate) {
    for (var thing : arrived) {
      if (predicate.test(thing)) {
        return new Expectation<>(what, CompletableFuture.completedFuture(thing), this::last);
      }
    }
    return next(what, predicate);
  }

  private synchronized String last() {
    return arrived.subList(Math.max(0, arrived.size() - SHOWN), arrived.size()).toString();
  }
}
