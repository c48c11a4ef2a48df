package chat.monarch.demo;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.testkit.BridgeProcess;
import chat.monarch.testkit.FreePorts;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.Registration;
import chat.monarch.testkit.SandboxProcess;
import chat.monarch.testkit.Synapse;
import chat.monarch.testkit.SynapseOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The running parts: sandbox, Synapse, bridge, and Alice's Matrix client.
final class Scene implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final String HOMESERVER = "localhost";

  private final Path folder;
  private final URI bridgeAddress = URI.create("http://127.0.0.1:" + FreePorts.take());
  private final String clientSecret = random(16);
  private final String password = random(6);
  private @Nullable SandboxProcess sandbox;
  private @Nullable Registration registration;
  private @Nullable Synapse synapse;
  private @Nullable BridgeProcess bridge;
  private @Nullable MatrixUser alice;

  /// @param folder where all that the parts keep goes
  Scene(Path folder) {
    this.folder = folder;
  }

  // Putting it up, in this order

  SandboxProcess startSandbox(Cast cast) throws IOException {
    var personas = Files.createDirectories(folder).resolve("personas.yaml");
    Files.writeString(
        personas, cast.personas(bridgeAddress.resolve("/login/callback"), clientSecret));
    sandbox =
        SandboxProcess.start(
            folder.resolve("sandbox"),
            "--personas",
            personas.toString(),
            "--set",
            "redirect.mode=always");
    return sandbox;
  }

  Synapse startSynapse() {
    registration = Registration.generate(folder.resolve("bridge"), HOMESERVER, bridgeAddress);
    synapse =
        Synapse.start(
            folder.resolve("synapse"),
            SynapseOptions.plain().withRegistrations(registration.file()));
    return synapse;
  }

  BridgeProcess startBridge() {
    bridge = BridgeProcess.start(folder.resolve("bridge"), configuration());
    return bridge;
  }

  MatrixUser createAlice() {
    alice = synapse().createUser("alice", password);
    return alice;
  }

  private Map<String, String> configuration() {
    var service = sandbox().listening();
    var settings = new LinkedHashMap<>(registration().settings());
    settings.put("quarkus.http.port", Integer.toString(bridgeAddress.getPort()));
    settings.put("monarch.homeserver.address", synapse().address().toString());
    settings.put("monarch.homeserver.domain", HOMESERVER);
    settings.put("monarch.appservice.address", bridgeAddress.toString());
    settings.put("monarch.secret-key", Base64.getEncoder().encodeToString(randomBytes(32)));
    settings.put("monarch.messenger.domain", service.domain());
    settings.put("monarch.messenger.host", service.host());
    settings.put("monarch.messenger.port", Integer.toString(service.port()));
    settings.put("monarch.messenger.tls.ca-file", service.ca().toString());
    settings.put("monarch.messenger.redirect.allowed-suffixes", hosts(service));
    settings.put("monarch.oauth.authorize-url", service.http() + "/oauth20_authorize.srf");
    settings.put("monarch.oauth.token-url", service.http() + "/oauth20_token.srf");
    settings.put("monarch.oauth.logout-url", service.http() + "/oauth20_logout.srf");
    settings.put("monarch.oauth.me-url", service.http() + "/v5.0/me");
    settings.put("monarch.oauth.client-id", Cast.CLIENT);
    settings.put("monarch.oauth.client-secret", clientSecret);
    return settings;
  }

  private static String hosts(SandboxProcess.Listening service) {
    var gateways = service.gateways().stream().map(SandboxProcess.Listening::hostOf);
    return Stream.concat(Stream.of(service.domain()), gateways)
        .distinct()
        .collect(Collectors.joining(","));
  }

  // What stands

  SandboxProcess sandbox() {
    return standing(sandbox);
  }

  Synapse synapse() {
    return standing(synapse);
  }

  BridgeProcess bridge() {
    return standing(bridge);
  }

  MatrixUser alice() {
    return standing(alice);
  }

  Registration registration() {
    return standing(registration);
  }

  private static <T> T standing(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("Not started yet");
    }
    return part;
  }

  String password() {
    return password;
  }

  Path folder() {
    return folder;
  }

  MatrixUserId bot() {
    return new MatrixUserId("@messengerbot:" + HOMESERVER);
  }

  MatrixUserId ghost(String cid) {
    return new MatrixUserId("@messenger_" + cid + ":" + HOMESERVER);
  }

  /// Starts the bridge again on its data.
  BridgeProcess startBridgeAgain() {
    bridge = bridge().startAgain();
    return bridge;
  }

  // Watching it

  /// The parts that were started and do not run any more, in words; empty where all is well.
  String casualties() {
    var dead = new ArrayList<String>();
    if (bridge != null && !bridge.isAlive()) {
      dead.add("the bridge is not running (exit " + bridge.exitCode(Duration.ZERO) + ")");
    }
    if (synapse != null && !synapse.isAlive()) {
      dead.add("Synapse is not running");
    }
    if (sandbox != null && !sandbox.isAlive()) {
      dead.add("the sandbox is not running");
    }
    return String.join(", ", dead);
  }

  /// Waits until something is so.
  ///
  /// @return false where it is not so in time
  /// @throws IllegalStateException at once where a part has ended
  boolean await(Duration time, BooleanSupplier condition) throws InterruptedException {
    var deadline = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (!casualties().isEmpty()) {
        throw new IllegalStateException(casualties());
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    return true;
  }

  /// Ends everything, the bridge first.
  @Override
  public void close() {
    for (var part : parts()) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IllegalStateException("Not ended in order: " + e.getMessage(), e);
      }
    }
  }

  private List<AutoCloseable> parts() {
    return Stream.of(alice, bridge, synapse, sandbox)
        .filter(part -> part != null)
        .map(AutoCloseable.class::cast)
        .toList();
  }

  private static String random(int bytes) {
    return HexFormat.of().formatHex(randomBytes(bytes));
  }

  private static byte[] randomBytes(int length) {
    var bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
