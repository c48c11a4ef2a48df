package chat.monarch.sandbox.setting;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// Faults that strike the next of something, armed by a test and used up as they strike.
public final class Faults {
  /// An error that is no answer at all.
  public static final String SILENCE = "silence";

  private final Queue<String> saslFailures = new ArrayDeque<>();
  private final Map<String, Queue<String>> stanzaFailures = new HashMap<>();
  private int redirects;
  private int untilCutReading = -1;
  private int untilCutWriting = -1;
  private int untilTruncated = -1;
  private final Map<String, Integer> twice = new HashMap<>();
  private boolean frozen;
  private int heldBack;

  /// The next so many attempts to sign in fail with that condition; an empty one gives a bare
  /// `failure`.
  public synchronized void failNextSasl(String condition, int times) {
    for (var i = 0; i < times; i++) {
      saslFailures.add(condition);
    }
  }

  public synchronized Optional<String> takeSaslFailure() {
    return Optional.ofNullable(saslFailures.poll());
  }

  /// The next so many stanzas of a kind fail.
  ///
  /// @param kind `message`, or the namespace of an iq's payload
  /// @param error type and condition, as `wait/resource-constraint`, or [#SILENCE] for no answer
  public synchronized void failNext(String kind, String error, int times) {
    if (!error.equals(SILENCE) && !error.matches("(auth|cancel|continue|modify|wait)/[a-z-]+")) {
      throw new IllegalArgumentException(
          "An error is silence, or type and condition, as in wait/resource-constraint.");
    }
    var failures = stanzaFailures.computeIfAbsent(kind, _ -> new ArrayDeque<>());
    for (var i = 0; i < times; i++) {
      failures.add(error);
    }
  }

  /// The error with which this stanza is to fail, if it is.
  public synchronized Optional<String> takeFailure(String kind) {
    var failures = stanzaFailures.get(kind);
    return failures == null ? Optional.empty() : Optional.ofNullable(failures.poll());
  }

  /// The next so many connections are redirected, wherever they come in.
  public synchronized void redirectNext(int times) {
    redirects = times;
  }

  public synchronized boolean takeRedirect() {
    if (redirects == 0) {
      return false;
    }
    redirects--;
    return true;
  }

  /// Cuts the connection that brings the `n`th stanza of a signed-in client from now on. That
  /// stanza is still acted upon, but nothing is answered on its connection any more.
  public synchronized void cutAfterReading(int n) {
    untilCutReading = n;
  }

  /// Cuts the connection on which the `n`th stanza from now on was written to a signed-in client.
  public synchronized void cutAfterWriting(int n) {
    untilCutWriting = n;
  }

  /// Counts a stanza that was read, and says whether it is the last one.
  public synchronized boolean readIsLast() {
    return untilCutReading > 0 && --untilCutReading == 0;
  }

  /// Counts a stanza that was written, and says whether it is the last one.
  public synchronized boolean writtenIsLast() {
    return untilCutWriting > 0 && --untilCutWriting == 0;
  }

  /// Breaks the `n`th stanza from now on to a signed-in client off in its middle, and then closes
  /// its connection.
  public synchronized void truncateWriting(int n) {
    untilTruncated = n;
  }

  /// Counts a stanza that is about to be written, and says whether it is to break off.
  public synchronized boolean writtenIsTruncated() {
    return untilTruncated > 0 && --untilTruncated == 0;
  }

  /// Writes the next so many stanzas of a kind to signed-in clients twice, one behind the other.
  ///
  /// @param kind `message`, `presence` or `iq`
  public synchronized void writeTwice(String kind, int times) {
    if (!List.of("message", "presence", "iq").contains(kind)) {
      throw new IllegalArgumentException("A stanza is a message, a presence or an iq.");
    }
    twice.merge(kind, times, Integer::sum);
  }

  /// Counts a stanza of a kind that is about to be written, and says how often it is to be written.
  public synchronized int copies(String kind) {
    var left = twice.getOrDefault(kind, 0);
    twice.put(kind, Math.max(0, left - 1));
    return left > 0 ? 2 : 1;
  }

  /// From now on nothing is read from connections nor written to them, but they stay open.
  public synchronized void freeze() {
    frozen = true;
    heldBack = 0;
  }

  /// Goes on where [#freeze] stopped.
  public synchronized void thaw() {
    frozen = false;
    notifyAll();
  }

  /// Waits as long as the service is frozen, with something in hand that it was sent.
  public synchronized void awaitThawedWithMore() throws InterruptedException {
    heldBack += frozen ? 1 : 0;
    notifyAll();
    awaitThawed();
  }

  /// Waits until the frozen service was sent something, so long at most.
  ///
  /// @return whether it was
  public synchronized boolean awaitHeldBack(Duration timeout) throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (heldBack == 0) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        return false;
      }
      wait(Math.max(1, left.toMillis()));
    }
    return true;
  }

  /// Waits as long as the service is frozen.
  public synchronized void awaitThawed() throws InterruptedException {
    while (frozen) {
      wait();
    }
  }
}
