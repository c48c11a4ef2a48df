package chat.monarch.testkit;

import chat.monarch.domain.id.MatrixUserId;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A whole deployment on loopback: the sandbox, a Synapse, the bridge with its embedded database,
/// and Matrix users. Started part by part, ended together.
public final class Deployment implements AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final String HOMESERVER = "localhost";

  private final Path folder;
  private final URI bridgeAddress = URI.create("http://127.0.0.1:" + FreePorts.take());
  private final OAuthClient client;
  private final List<MatrixUser> users = new ArrayList<>();
  private @Nullable SandboxProcess sandbox;
  private @Nullable Registration registration;
  private @Nullable Synapse synapse;
  private volatile @Nullable BridgeProcess bridge;

  /// As what the bridge is known to the service.
  ///
  /// @param secret empty for none
  public record OAuthClient(String id, String secret) {
    /// The one that the sandbox knows without a file of people.
    public static final OAuthClient BUILT_IN = new OAuthClient("sandbox-desktop", "");
  }

  /// @param folder where all that the parts keep goes
  public Deployment(Path folder, OAuthClient client) {
    this.folder = folder;
    this.client = client;
  }

  // Putting it up, in this order

  /// Starts the Messenger service.
  ///
  /// @param arguments as in `interface.md` section 7
  public SandboxProcess startSandbox(String... arguments) {
    sandbox = SandboxProcess.start(folder.resolve("sandbox"), arguments);
    return sandbox;
  }

  /// Has the bridge write its registration, and starts the homeserver with it.
  public Synapse startSynapse() {
    return startSynapse(bridgeAddress);
  }

  /// The same with something between homeserver and bridge.
  ///
  /// @param appservice where the homeserver is told that the bridge is
  public Synapse startSynapse(URI appservice) {
    registration = Registration.generate(folder.resolve("bridge"), HOMESERVER, appservice);
    return startSynapse(SynapseOptions.plain().withRegistrations(registration.file()));
  }

  /// Starts the homeserver with the rate limits that Synapse comes with.
  public Synapse startLimitedSynapse() {
    registration = Registration.generate(folder.resolve("bridge"), HOMESERVER, bridgeAddress);
    return startSynapse(SynapseOptions.plain().withRegistrations(registration.file()).withLimits());
  }

  /// Starts the homeserver with a registration by which the bridge may act as users, too.
  ///
  /// @return the settings by which the bridge knows of it
  public Map<String, String> startSynapseWithDoublePuppets() {
    var file = folder.resolve("double-puppet.yaml");
    registration = Registration.generate(folder.resolve("bridge"), HOMESERVER, bridgeAddress, file);
    startSynapse(SynapseOptions.plain().withRegistrations(registration.file(), file));
    return Map.of(
        "monarch.double-puppet.secrets.\"" + HOMESERVER + "\"",
        "as_token:" + Registration.read(file).asToken());
  }

  private Synapse startSynapse(SynapseOptions options) {
    synapse = Synapse.start(folder.resolve("synapse"), options);
    return synapse;
  }

  /// Starts the bridge between the two.
  public BridgeProcess startBridge() {
    return startBridge(Map.of(), Map.of());
  }

  /// The same with settings that take the place of the usual ones.
  public BridgeProcess startBridge(Map<String, String> changed, Map<String, String> environment) {
    var settings = new LinkedHashMap<>(settings());
    settings.putAll(changed);
    bridge = BridgeProcess.launch(folder.resolve("bridge"), settings, environment);
    return bridge.awaitReady();
  }

  /// Starts the bridge again on its data, after it was stopped or killed.
  public BridgeProcess startBridgeAgain() {
    bridge = bridge().startAgain();
    return bridge;
  }

  /// The same with settings that take the place of those before.
  public BridgeProcess startBridgeAgain(Map<String, String> changed) {
    bridge = bridge().launchAgain(changed);
    return bridge.awaitReady();
  }

  /// The same without waiting until it is ready.
  public BridgeProcess launchBridgeAgain() {
    bridge = bridge().launchAgain(Map.of());
    return bridge;
  }

  /// Creates a Matrix user.
  public MatrixUser createUser(String localpart, String password) {
    var user = synapse().createUser(localpart, password);
    users.add(user);
    return user;
  }

  private Map<String, String> settings() {
    var service = sandbox().listening();
    var settings = new LinkedHashMap<>(standing(registration).settings());
    settings.put("quarkus.http.port", Integer.toString(bridgeAddress.getPort()));
    settings.put("monarch.homeserver.address", synapse().address().toString());
    settings.put("monarch.homeserver.domain", HOMESERVER);
    settings.put("monarch.appservice.address", bridgeAddress.toString());
    settings.put("monarch.secret-key", randomKey());
    settings.put("monarch.messenger.domain", service.domain());
    settings.put("monarch.messenger.host", service.host());
    settings.put("monarch.messenger.port", Integer.toString(service.port()));
    settings.put("monarch.messenger.tls.ca-file", service.ca().toString());
    settings.put("monarch.messenger.redirect.allowed-suffixes", hosts(service));
    settings.put("monarch.oauth.authorize-url", service.http() + "/oauth20_authorize.srf");
    settings.put("monarch.oauth.token-url", service.http() + "/oauth20_token.srf");
    settings.put("monarch.oauth.logout-url", service.http() + "/oauth20_logout.srf");
    settings.put("monarch.oauth.me-url", service.http() + "/v5.0/me");
    settings.put("monarch.oauth.client-id", client.id());
    if (!client.secret().isEmpty()) {
      settings.put("monarch.oauth.client-secret", client.secret());
    }
    return settings;
  }

  private static String hosts(SandboxProcess.Listening service) {
    var gateways = service.gateways().stream().map(SandboxProcess.Listening::hostOf);
    return Stream.concat(Stream.of(service.domain()), gateways)
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static String randomKey() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  // What stands

  public SandboxProcess sandbox() {
    return standing(sandbox);
  }

  public Synapse synapse() {
    return standing(synapse);
  }

  public BridgeProcess bridge() {
    return standing(bridge);
  }

  private static <T> T standing(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("Not started yet");
    }
    return part;
  }

  public Path folder() {
    return folder;
  }

  /// Where the bridge is, or will be.
  public URI bridgeAddress() {
    return bridgeAddress;
  }

  /// The bridge's bot.
  public MatrixUserId bot() {
    return new MatrixUserId("@messengerbot:" + HOMESERVER);
  }

  /// The Matrix user that stands for a Messenger account.
  ///
  /// @param cid made of digits and small letters only
  public MatrixUserId ghost(String cid) {
    return new MatrixUserId("@messenger_" + cid + ":" + HOMESERVER);
  }

  // Watching it

  /// The parts that were started and do not run any more, in words; empty where all is well.
  public String casualties() {
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
  public boolean await(Duration time, BooleanSupplier condition) {
    var deadline = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (!casualties().isEmpty()) {
        throw new IllegalStateException(casualties());
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
      sandbox().endsWithin(BETWEEN_LOOKS);
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
    var parts = new ArrayList<AutoCloseable>(users);
    Stream.of(bridge, synapse, sandbox).filter(Objects::nonNull).forEach(parts::add);
    return parts;
  }
}
