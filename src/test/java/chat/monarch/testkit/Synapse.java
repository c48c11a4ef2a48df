package chat.monarch.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A real Synapse on loopback, with SQLite in a folder of its own, that its users' data outlives a
/// restart in. Its server name is `localhost`.
public final class Synapse implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final String CONFIG = "homeserver.yaml";

  private final Checkout checkout;
  private final Path folder;
  private final int port = FreePorts.take();
  private final String secret = HexFormat.of().formatHex(random(24));
  private ChildProcess process;

  private Synapse(Checkout checkout, Path folder, SynapseOptions options) {
    this.checkout = checkout;
    this.folder = folder;
    write(CONFIG, config(options));
    write("signing.key", "ed25519 a_test " + base64(random(32)) + "\n");
    this.process = launch();
  }

  /// Installs the pinned Synapse if need be (a minute, once, with progress on standard output) and
  /// starts it.
  ///
  /// @param folder where its data and its log go; made where it is not there
  /// @throws IllegalStateException where it cannot be installed, with the reason in one line, or
  ///     does not answer in 90 s, with the end of its log
  public static Synapse start(Path folder, SynapseOptions options) {
    var checkout = Checkout.here();
    install(checkout);
    return new Synapse(checkout, folder.toAbsolutePath(), options);
  }

  /// Runs `deploy/synapse/install`.
  public static void install(Checkout checkout) {
    try {
      var script = checkout.resolve("deploy/synapse/install").toString();
      var installer = new ProcessBuilder(script).redirectErrorStream(true).start();
      try (var lines = installer.inputReader()) {
        lines.lines().forEach(System.out::println);
      }
      var exit = installer.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "Synapse could not be installed: deploy/synapse/install says why (exit " + exit + ")");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String config(SynapseOptions options) {
    return template(options.limited())
        .replace("%port%", Integer.toString(port))
        .replace("%data%", folder.toString())
        .replace("%secret%", secret)
        .replace("%autoAccept%", Boolean.toString(options.autoAcceptInvites()))
        .replace(
            "%registrations%",
            options.registrations().stream()
                .map(f -> "\"" + f.toAbsolutePath() + "\"")
                .toList()
                .toString());
  }

  private static String template(boolean limited) {
    try (var template = Synapse.class.getResourceAsStream("/testkit/homeserver.yaml")) {
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !(limited && line.startsWith("rc_")))
          .collect(Collectors.joining("\n", "", "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String content) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChildProcess launch() {
    var python = checkout.resolve(".monarch/synapse/bin/python").toString();
    var command = List.of(python, "-m", "synapse.app.homeserver", "-c", CONFIG);
    var launched = ChildProcess.logging("Synapse", command, Map.of(), log());
    Readiness.await("Synapse", launched, address().resolve("/health"), START);
    return launched;
  }

  /// Its client-server API.
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// The server name in user ids.
  public String serverName() {
    return "localhost";
  }

  public Path log() {
    return folder.resolve("synapse.log");
  }

  /// Whether its process is there.
  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.process().pid();
  }

  /// Creates a user by the shared secret, who begins to listen.
  public MatrixUser createUser(String localpart, String password) {
    return MatrixUser.signedIn(
        address(), SharedSecret.register(address(), secret, localpart, password));
  }

  /// Ends it in order (SIGTERM).
  public void stop() {
    process.stop(STOP);
  }

  /// Ends it as a crash would (SIGKILL).
  public void kill() {
    process.kill();
  }

  /// Starts it again on the same data and port, after [#stop] or [#kill]; returns when it answers.
  public void startAgain() {
    process = launch();
  }

  @Override
  public void close() {
    process.kill();
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }
}
