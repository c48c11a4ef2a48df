package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Session;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.TestConfigs;
import chat.monarch.messenger.transport.Connectors;
import chat.monarch.messenger.transport.Network;
import chat.monarch.sandbox.Sandbox;
import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.service.Gateway;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A sandbox and a client of it, without Quarkus, with short pauses.
///
/// The client knows the front as `xmpp.messenger.live.com:5222`, and a gateway by its own name at
/// port 5222 or by whatever address a redirect has.
final class Bench implements AutoCloseable {
  static final String GATEWAY = "BAYMSG1020127.gateway.edge.messenger.live.com";
  static final String OTHER_GATEWAY = "BY2MSG3020306.gateway.edge.messenger.live.com";

  private static final Patience SHORT =
      new Patience(
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofMillis(50),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60));

  private static final Vertx VERTX = Vertx.vertx();

  private final Sandbox sandbox;
  private final Sessions sessions;
  private final List<Session> open = new ArrayList<>();
  private final Heard heard = new Heard();

  /// Pauses so long that no second attempt comes while a test looks.
  static final Patience LONG =
      new Patience(
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60));

  /// One whose client, once it failed, does not come again.
  static Bench withoutRepetition(Map<String, String> config) {
    return new Bench(config, LONG);
  }

  /// One whose client waits as long as the contract says.
  static Bench withUsualPatience() {
    return new Bench(Map.of(), Patience.USUAL);
  }

  /// @param config further keys, given without `monarch.messenger.`
  Bench(Map<String, String> config) {
    this(config, SHORT);
  }

  /// @param people who is at the service, in place of the built-in ones
  Bench(Map<String, String> config, Personas people) {
    this(config, SHORT, people);
  }

  private Bench(Map<String, String> config, Patience patience) {
    this(config, patience, BuiltIn.personas());
  }

  private Bench(Map<String, String> config, Patience patience, Personas people) {
    sandbox =
        Sandbox.start(
            SandboxOptions.defaults()
                .withPersonas(people)
                .withGateways(
                    new Gateway(1, GATEWAY, "127.0.0.1", 0),
                    new Gateway(2, OTHER_GATEWAY, "127.0.0.1", 0)));
    var values = new HashMap<>(Map.of("tls.ca-file", sandbox.caFile().toString()));
    values.putAll(config);
    var messenger = TestConfigs.messenger(values);
    sessions =
        new Sessions(
            messenger,
            Connectors.create(VERTX, messenger, new SandboxNetwork()),
            patience,
            InstantSource.system());
  }

  Bench() {
    this(Map.of());
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Sessions sessions() {
    return sessions;
  }

  Heard heard() {
    return heard;
  }

  /// Opens a session with a good token and waits until it is online.
  Session signIn(String cid) {
    var session = open(new Keyring(sandbox.issueToken(cid).accessToken()));
    heard.await(Heard.Word.Online.class);
    return session;
  }

  Session open(Keyring keyring) {
    return open(keyring, null);
  }

  Session open(Keyring keyring, @Nullable RemoteUserId account) {
    var session = sessions.open(account, keyring, heard);
    open.add(session);
    return session;
  }

  /// The account as the bridge knows it.
  RemoteUserId user(String cid) {
    return new RemoteUserId(sandbox.jid(cid));
  }

  @Override
  public void close() {
    open.forEach(Session::close);
    sandbox.close();
  }

  /// Leads the service's usual names to the sandbox.
  private final class SandboxNetwork implements Network {
    @Override
    public List<InetSocketAddress> addresses(String host, int port) {
      var place = port == 5222 ? placeOf(host) : port;
      return List.of(new InetSocketAddress(host.contains(":") ? "::1" : "127.0.0.1", place));
    }

    private int placeOf(String host) {
      return sandbox.gateways().stream()
          .filter(gateway -> gateway.name().equalsIgnoreCase(host))
          .map(Gateway::port)
          .findFirst()
          .orElseGet(() -> sandbox.front().port());
    }

    @Override
    public List<Srv> services(String domain) {
      return List.of();
    }
  }
}
