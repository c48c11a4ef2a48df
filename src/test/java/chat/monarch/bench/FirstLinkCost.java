package chat.monarch.bench;

import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Linking;
import chat.monarch.testkit.MatrixUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// What the first sign-in of an account with many contacts costs the bridge and a real Synapse with
/// its usual limits: the main of `deploy/bench --first-link`.
final class FirstLinkCost {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// It is over when no request came for so long.
  private static final Duration AFTERWARDS = Duration.ofSeconds(6);

  private final Deployment deployment;
  private final Acquaintances people;

  private FirstLinkCost(Deployment deployment, int count) {
    this.deployment = deployment;
    this.people = new Acquaintances(count);
  }

  /// @param arguments the folder for data and logs, how many contacts
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    boolean cheap;
    try (var deployment = new Deployment(folder, Deployment.OAuthClient.BUILT_IN)) {
      cheap = new FirstLinkCost(deployment, Integer.parseInt(arguments[1])).measure();
    }
    System.exit(cheap ? 0 : 1);
  }

  /// @return whether nobody had to be asked twice
  private boolean measure() throws IOException, InterruptedException {
    deployment.startSandbox("--personas", people.write(deployment.folder()).toString());
    deployment.startLimitedSynapse();
    deployment.startBridge();
    var user = deployment.createUser("user", "secret-of-the-user");
    var began = System.nanoTime();
    var before = now();
    System.out.println(
        "Linking an account with %d contacts, %d of them with history"
            .formatted(people.count(), people.talkative()));
    new Linking(deployment, user, System.out::println)
        .link(Acquaintances.ACCOUNT, List.of(Acquaintances.ACCOUNT));
    var requests = settled(before);
    var took = Duration.ofNanos(System.nanoTime() - began).minus(AFTERWARDS);
    return tell(user, requests, now().minus(before), took);
  }

  private boolean tell(MatrixUser user, RequestCounts requests, Usage usage, Duration took) {
    var cards = people.cardRequests(deployment.sandbox().stanzas(Acquaintances.ACCOUNT));
    var mostCards = cards.values().stream().mapToLong(Long::longValue).max().orElse(0);
    System.out.println(requests);
    System.out.printf(
        Locale.ROOT,
        "%d rooms; %d of %d cards read, each %d times at most; %d times 429%n",
        user.invites().size(),
        cards.size(),
        people.count(),
        mostCards,
        requests.refused());
    System.out.printf(
        Locale.ROOT,
        "%d s; CPU: bridge %.1f s, its database %.1f s, Synapse %.1f s%n",
        took.toSeconds(),
        usage.bridge(),
        usage.database(),
        usage.homeserver());
    return requests.refused() == 0 && mostCards == 1 && cards.size() == people.count();
  }

  /// The requests when all cards are read and none came for a while.
  private RequestCounts settled(Usage before) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    RequestCounts earlier;
    var counts = RequestCounts.of(deployment.synapse().log());
    do {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("It goes on and on: " + now().minus(before));
      }
      earlier = counts;
      TimeUnit.NANOSECONDS.sleep(AFTERWARDS.toNanos());
      counts = RequestCounts.of(deployment.synapse().log());
    } while (counts.all() > earlier.all() || !areCardsRead());
    return counts;
  }

  private boolean areCardsRead() {
    var stanzas = deployment.sandbox().stanzas(Acquaintances.ACCOUNT);
    return people.cardRequests(stanzas).size() == people.count();
  }

  private Usage now() {
    var data = deployment.folder().resolve("bridge/data").toAbsolutePath();
    return new Usage(
        ProcessCosts.cpu(deployment.bridge().pid()),
        ProcessCosts.cpuOfTree(new EmbeddedServer(data).pid()),
        ProcessCosts.cpu(deployment.synapse().pid()),
        ProcessCosts.cpu(deployment.sandbox().pid()));
  }
}
