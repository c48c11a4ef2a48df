package chat.monarch.bench;

import chat.monarch.testkit.Deployment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What it costs the bridge and a real Synapse that contacts are seen to be there: the main of
/// `deploy/bench --presences`.
final class PresenceCost implements AutoCloseable {
  private static final double MINUTE = Duration.ofMinutes(1).toNanos();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Deployment deployment;
  private final Crowd crowd;
  private final int count;
  private final Duration time;

  private PresenceCost(Deployment deployment, int count, Duration time) {
    this.deployment = deployment;
    this.crowd = new Crowd(deployment, count);
    this.count = count;
    this.time = time;
  }

  /// @param arguments the folder for data and logs, how many contacts, how many seconds to measure
  public static void main(String[] arguments) throws Exception {
    var folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    var time = Duration.ofSeconds(Long.parseLong(arguments[2]));
    try (var deployment = new Deployment(folder, Deployment.OAuthClient.BUILT_IN);
        var cost = new PresenceCost(deployment, Integer.parseInt(arguments[1]), time)) {
      cost.measure();
    }
    System.exit(0);
  }

  private void measure() throws IOException, InterruptedException {
    var people = crowd.write(deployment.folder()).toString();
    deployment.startSandbox("--personas", people, "--set", "log.limit=0");
    deployment.startSynapse();
    deployment.startBridge();
    System.out.printf(
        "Opening %d rooms of %d users, each with two clients%n", count, crowd.users());
    crowd.meet();
    say("nobody is there", over(false));
    crowd.comeOnline();
    say("all are there", over(false));
    say("each changes once a minute", over(true));
    var budget = Math.max(1, count / 120);
    deployment.bridge().stop();
    deployment.startBridgeAgain(
        Map.of("monarch.presence.requests-per-second", Integer.toString(budget)));
    awaitRequests(count);
    say("the same with a budget of " + budget + " requests a second", over(true));
  }

  private static void say(String when, PresenceCosts costs) {
    System.out.println(when + ", a minute: " + costs);
  }

  /// The costs of a minute, with changes or without.
  private PresenceCosts over(boolean changing) throws IOException, InterruptedException {
    var before = now();
    var began = System.nanoTime();
    var turn = MINUTE / count;
    for (var next = began; next - began < time.toNanos(); next += (long) turn) {
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      if (changing) {
        crowd.change();
      }
    }
    var took = System.nanoTime() - began;
    return now().minus(before).times(MINUTE / took);
  }

  private PresenceCosts now() throws IOException, InterruptedException {
    var metrics = metrics();
    var data = deployment.folder().resolve("bridge/data").toAbsolutePath();
    return new PresenceCosts(
        ProcessCosts.cpu(deployment.bridge().pid()),
        ProcessCosts.cpuOfTree(new EmbeddedServer(data).pid()),
        ProcessCosts.cpu(deployment.synapse().pid()),
        value(metrics, "requests"),
        value(metrics, "overtaken"),
        value(metrics, "cut"),
        crowd.changes(),
        crowd.seenChanges());
  }

  /// Waits until the bridge has told so much since its start.
  private void awaitRequests(int most) throws IOException, InterruptedException {
    while (value(metrics(), "requests") < most) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private String metrics() throws IOException, InterruptedException {
    var address = deployment.bridge().address().resolve(URI.create("/q/metrics"));
    var request = HttpRequest.newBuilder(address).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static double value(String metrics, String counter) {
    var name = "monarch_presence_" + counter + "_total ";
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  @Override
  public void close() {
    http.close();
  }
}
