package chat.monarch.soak;

import chat.monarch.testkit.fault.HttpFault;
import chat.monarch.testkit.fault.Trap;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Has requests of one direction between bridge and homeserver go wrong.
final class HttpFaults implements Striker {
  private static final int PATIENCE_SECONDS = 40;

  private final Trap trap;
  private final int most;
  private final Map<Kind, Function<RandomGenerator, HttpFault>> faults;
  private final Timeline timeline;

  private HttpFaults(
      Trap trap,
      int most,
      Map<Kind, Function<RandomGenerator, HttpFault>> faults,
      Timeline timeline) {
    this.trap = trap;
    this.most = most;
    this.faults = faults;
    this.timeline = timeline;
  }

  static HttpFaults toSynapse(Trap trap, Timeline timeline) {
    return new HttpFaults(
        trap,
        4,
        Map.of(
            Kind.TO_SYNAPSE_502,
            _ -> new HttpFault.Refused(502, "<html>Bad Gateway</html>"),
            Kind.TO_SYNAPSE_503,
            _ -> new HttpFault.Refused(503, "{}"),
            Kind.TO_SYNAPSE_429,
            HttpFaults::limit,
            Kind.TO_SYNAPSE_DELAY,
            HttpFaults::delay,
            Kind.TO_SYNAPSE_HANG,
            HttpFaults::hang,
            Kind.TO_SYNAPSE_LOST,
            _ -> new HttpFault.AnswerLost()),
        timeline);
  }

  /// Synapse waits for twice as long after each failure in a row: one at a time.
  static HttpFaults fromSynapse(Trap trap, Timeline timeline) {
    return new HttpFaults(
        trap,
        1,
        Map.of(
            Kind.FROM_SYNAPSE_502, _ -> new HttpFault.Refused(502, "<html>Bad Gateway</html>"),
            Kind.FROM_SYNAPSE_503, _ -> new HttpFault.Refused(503, "{}"),
            Kind.FROM_SYNAPSE_429, HttpFaults::limit,
            Kind.FROM_SYNAPSE_DELAY, HttpFaults::delay,
            Kind.FROM_SYNAPSE_HANG, HttpFaults::hang,
            Kind.FROM_SYNAPSE_LOST, _ -> new HttpFault.AnswerLost(),
            Kind.FROM_SYNAPSE_TWICE, _ -> new HttpFault.Twice()),
        timeline);
  }

  private static HttpFault limit(RandomGenerator random) {
    return new HttpFault.Refused(
        429,
        "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too Many Requests\",\"retry_after_ms\":%d}"
            .formatted(random.nextInt(100, 3_000)));
  }

  private static HttpFault delay(RandomGenerator random) {
    return new HttpFault.Delayed(Duration.ofMillis(random.nextInt(100, 3_000)));
  }

  private static HttpFault hang(RandomGenerator random) {
    return new HttpFault.Hung(Duration.ofMillis(random.nextInt(1_000, 10_000)));
  }

  @Override
  public List<Kind> kinds() {
    return faults.keySet().stream().sorted(Comparator.naturalOrder()).toList();
  }

  @Override
  public void strike(Kind kind, RandomGenerator random) throws InterruptedException {
    var fault = faults.get(kind).apply(random);
    var times = random.nextInt(1, most + 1);
    var struck = new CountDownLatch(1);
    trap.arm(
        fault,
        times,
        () -> {
          timeline.struck(kind, times + " × " + fault);
          struck.countDown();
        });
    if (!struck.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      trap.disarm();
      timeline.note("no request came for “" + kind.words() + "”");
    }
  }
}
