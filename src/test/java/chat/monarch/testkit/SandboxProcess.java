package chat.monarch.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// The Messenger service of `target/monarch-sandbox.jar` in a process of its own, with its control
/// API.
public final class SandboxProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(15);

  private final ChildProcess process;
  private final Arrivals<String> lines = new Arrivals<>();
  private final Listening listening;
  private final MatrixHttp control;

  /// Where it listens, as it said itself.
  ///
  /// @param front where clients connect first, `host:port`
  /// @param ca the certificate to trust
  public record Listening(String domain, String front, List<String> gateways, URI http, Path ca) {
    private static Listening read(JsonNode line) {
      return new Listening(
          line.path("domain").asText(),
          line.path("front").asText(),
          line.path("gateways").valueStream().map(JsonNode::asText).toList(),
          URI.create(line.path("http").asText()),
          Path.of(line.path("ca").asText()));
    }

    /// The host of [#front].
    public String host() {
      return hostOf(front);
    }

    /// The host in `host:port`.
    public static String hostOf(String place) {
      return place.substring(0, place.lastIndexOf(':'));
    }

    /// The port of [#front].
    public int port() {
      return Integer.parseInt(front.substring(front.lastIndexOf(':') + 1));
    }
  }

  private SandboxProcess(ChildProcess process, Path log) {
    this.process = process;
    var first = new CompletableFuture<String>();
    Thread.ofVirtual().name("sandbox output").start(() -> copy(first, log));
    this.listening = Listening.read(parse(firstLine(first)));
    this.control = new MatrixHttp(listening.http(), null);
  }

  /// Starts it and waits until it listens.
  ///
  /// @param folder where its data and its log go; made where it is not there
  /// @param arguments as in `interface.md` section 7, for example `--personas`, FILE
  public static SandboxProcess start(Path folder, String... arguments) {
    var home = folder.toAbsolutePath();
    var command = new ArrayList<>(Java.command());
    command.add("-jar");
    command.add(Checkout.here().resolve("target/monarch-sandbox.jar").toString());
    command.addAll(List.of("--data", home.resolve("data").toString()));
    command.addAll(List.of(arguments));
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var errors = home.resolve("sandbox-errors.log");
    return new SandboxProcess(
        ChildProcess.piped("The sandbox", command, errors), home.resolve("sandbox.log"));
  }

  private void copy(CompletableFuture<String> first, Path log) {
    try (var reader = process.process().inputReader();
        var copy = Files.newBufferedWriter(log)) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        copy.write(line);
        copy.newLine();
        copy.flush();
        lines.add(line);
        first.complete(line);
      }
    } catch (IOException e) {
      first.completeExceptionally(e);
    }
    var end = new IllegalStateException("The sandbox ended");
    first.completeExceptionally(end);
    lines.fail(end);
  }

  private String firstLine(CompletableFuture<String> first) {
    try {
      return first.get(START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.kill();
      throw new IllegalStateException("The sandbox does not listen:\n" + process.lastLines(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode parse(String line) {
    try {
      return MatrixHttp.JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException("The sandbox' first line is not JSON: " + line, e);
    }
  }

  public Listening listening() {
    return listening;
  }

  /// The lines that it printed about what happened, without the first.
  public List<String> lines() {
    return lines.all().stream().skip(1).toList();
  }

  /// A line that is printed from now on.
  public Expectation<String> expectLine(String what, Predicate<String> line) {
    return lines.next(what, line);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Whether it ends within the time.
  public boolean endsWithin(Duration time) {
    return process.exits(time);
  }

  public long pid() {
    return process.process().pid();
  }

  // The control API

  /// One request to the control API; fails where the answer is not a success.
  public JsonNode control(Map<String, ?> request) {
    return control.post("/control", request);
  }

  /// Sets a switch (B.15).
  public void set(String name, Object value) {
    control(Map.of("set", Map.of(name, value)));
  }

  /// Has one account write to another.
  public JsonNode send(String from, String to, String body) {
    return control(Map.of("send", Map.of("from", from, "to", to, "body", body)));
  }

  /// Sets an account's presence, for example `AWY`.
  public void presence(String account, String state, String message) {
    control(Map.of("presence", Map.of("account", account, "state", state, "message", message)));
  }

  /// Has one account show another a chat state, for example `composing`.
  public void state(String from, String to, String state) {
    control(Map.of("state", Map.of("from", from, "to", to, "state", state)));
  }

  /// Has one account ask to become a contact of another.
  public void invite(String from, String to, String nick, String text) {
    control(Map.of("invite", Map.of("from", from, "to", to, "nick", nick, "text", text)));
  }

  /// Has an account accept who asked to become a contact.
  public void accept(String account, String inviter) {
    control(Map.of("answer", Map.of("account", account, "inviter", inviter, "accept", true)));
  }

  /// Moves its clock, back where the time is negative.
  public void advance(Duration by) {
    control(Map.of("advance", Map.of("seconds", by.toSeconds())));
  }

  /// Gives an account another name and picture on its card.
  public void card(String account, String name, byte[] picture) {
    var photo = Base64.getEncoder().encodeToString(picture);
    control(Map.of("card", Map.of("account", account, "name", name, "photo", photo)));
  }

  /// Cuts an account's connections.
  public void drop(String account) {
    control(Map.of("drop", Map.of("account", account)));
  }

  /// What an account's clients sent and got, stanza by stanza, as the sandbox answers it.
  public JsonNode log(String account) {
    return control(Map.of("log", Map.of("account", account, "direction", "both"))).path("log");
  }

  /// The same as XML.
  public List<String> stanzas(String account) {
    return log(account).valueStream().map(entry -> entry.path("stanza").asText()).toList();
  }

  /// A message in an account's log.
  ///
  /// @param sent whether the account's client sent it, else it was shown there
  public record Message(boolean sent, String body, Instant at) {}

  /// The messages with a text in an account's log, in their order.
  public List<Message> messages(String account) {
    return log(account)
        .valueStream()
        .filter(entry -> entry.hasNonNull("body"))
        .map(
            entry ->
                new Message(
                    entry.path("direction").asText().equals("sent"),
                    entry.path("body").asText(),
                    Instant.parse(entry.path("at").asText())))
        .toList();
  }

  /// Each connection that came, as the sandbox answers it: `listener` 0 is the front.
  public JsonNode connections() {
    return control(Map.of("connections", Map.of())).path("connections");
  }

  /// SIGTERM, and its exit code.
  public int stop() {
    return process.stop(STOP);
  }

  /// SIGKILL.
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    control.close();
    process.kill();
  }
}
