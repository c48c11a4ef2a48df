package chat.monarch.soak;

import chat.monarch.testkit.SandboxProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Takes the Messenger service away, freezes it, and cuts connections.
final class ServiceFaults implements Striker {
  private static final List<String> REFUSALS =
      List.of("temporary-auth-failure", "temporary-auth-failure", "", "cut", "see-other-host");
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final int LOOKS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern USER_WROTE = Pattern.compile("user\\d+@example\\.com wrote");

  private final SandboxProcess sandbox;
  private final TcpProxy network;
  private final Timeline timeline;

  ServiceFaults(SandboxProcess sandbox, TcpProxy network, Timeline timeline) {
    this.sandbox = sandbox;
    this.network = network;
    this.timeline = timeline;
  }

  @Override
  public List<Kind> kinds() {
    return List.of(
        Kind.SERVICE_AWAY,
        Kind.SERVICE_FROZEN,
        Kind.CUT_AFTER_READING,
        Kind.CUT_AFTER_WRITING,
        Kind.NETWORK_CUT,
        Kind.NETWORK_HOLE,
        Kind.DROP,
        Kind.SASL_REFUSED,
        Kind.TRUNCATED,
        Kind.STANZA_TWICE);
  }

  @Override
  public void strike(Kind kind, RandomGenerator random) throws IOException, InterruptedException {
    switch (kind) {
      case SERVICE_AWAY -> away(random);
      case SERVICE_FROZEN -> freeze(random);
      case CUT_AFTER_READING -> cutAfter(kind, "cut_after", random.nextInt(1, 13));
      case CUT_AFTER_WRITING -> cutAfter(kind, "cut_after_delivering", random.nextInt(1, 13));
      case NETWORK_CUT -> cutNetwork();
      case NETWORK_HOLE -> swallow(random);
      case DROP -> drop(random);
      case SASL_REFUSED -> refuse(random);
      case TRUNCATED -> cutAfter(kind, "truncate_after", random.nextInt(1, 13));
      case STANZA_TWICE -> twice(random);
      default -> throw new IllegalArgumentException(kind.words());
    }
  }

  private void away(RandomGenerator random) throws IOException, InterruptedException {
    timeline.struck(Kind.SERVICE_AWAY, network.goAway() + " connections");
    People.accounts().forEach(sandbox::drop);
    Thread.sleep(random.nextInt(500, 4_000));
    network.comeBack();
    timeline.note("the service is back");
  }

  private void freeze(RandomGenerator random) throws InterruptedException {
    timeline.struck(Kind.SERVICE_FROZEN, "");
    fault(Map.of("frozen", true));
    Thread.sleep(random.nextInt(500, 8_000));
    fault(Map.of("frozen", false));
    timeline.note("the service is thawed");
  }

  private void cutNetwork() throws InterruptedException {
    for (var look = 0; look < LOOKS; look++) {
      var cut = network.cut();
      if (cut > 0) {
        timeline.struck(Kind.NETWORK_CUT, cut + " connections");
        return;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    timeline.note("there was no connection to cut");
  }

  /// Begins behind a message of a user: more may be on their way.
  private void swallow(RandomGenerator random) throws InterruptedException {
    if (!userWrites()) {
      timeline.note("nobody wrote for “" + Kind.NETWORK_HOLE.words() + "”");
      return;
    }
    timeline.struck(Kind.NETWORK_HOLE, "");
    network.swallow();
    Thread.sleep(random.nextInt(200, 4_000));
    timeline.note("the network swallows no more, " + network.cut() + " connections are cut");
  }

  private boolean userWrites() {
    try {
      sandbox.expectLine("a user writes", line -> USER_WROTE.matcher(line).find()).within(PATIENCE);
      return true;
    } catch (AssertionError _) {
      return false;
    }
  }

  /// Counts only when a connection was cut.
  private void cutAfter(Kind kind, String fault, int stanzas) throws InterruptedException {
    var before = cuts();
    fault(Map.of(fault, stanzas));
    for (var look = 0; look < LOOKS; look++) {
      Thread.sleep(BETWEEN_LOOKS);
      if (cuts() > before) {
        timeline.struck(kind, "n = " + stanzas);
        return;
      }
    }
    timeline.note("no stanza came for “" + kind.words() + "”");
  }

  private long cuts() {
    return sandbox
        .connections()
        .valueStream()
        .filter(c -> c.path("end").asText().equals("cut"))
        .count();
  }

  private void drop(RandomGenerator random) throws InterruptedException {
    var account = somebodyOnline(random);
    if (account.isPresent()) {
      timeline.struck(Kind.DROP, account.get());
      sandbox.drop(account.get());
    }
  }

  private void refuse(RandomGenerator random) throws InterruptedException {
    var account = somebodyOnline(random);
    if (account.isPresent()) {
      var condition = REFUSALS.get(random.nextInt(REFUSALS.size()));
      timeline.struck(Kind.SASL_REFUSED, condition);
      fault(Map.of("sasl", condition, "times", random.nextInt(1, 3)));
      sandbox.drop(account.get());
    }
  }

  /// A message twice could not be told from a contact who says the same twice.
  private void twice(RandomGenerator random) {
    var what = random.nextBoolean() ? "presence" : "iq";
    timeline.struck(Kind.STANZA_TWICE, what);
    fault(Map.of("twice", what, "times", random.nextInt(1, 4)));
  }

  private void fault(Map<String, ?> fault) {
    sandbox.control(Map.of("fault", fault));
  }

  /// Waits for an account with a session.
  private Optional<String> somebodyOnline(RandomGenerator random) throws InterruptedException {
    return new Online(sandbox).await(random);
  }
}
