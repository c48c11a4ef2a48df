package chat.monarch.bench;

import chat.monarch.testkit.BridgeProcess;
import chat.monarch.testkit.FreePorts;
import chat.monarch.testkit.ProgramProcess;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The processes: homeserver, service, and the bridge between them with its embedded database.
final class Stage implements AutoCloseable {
  private static final String AS_TOKEN = "as-token-of-the-bench";
  private static final String HS_TOKEN = "hs-token-of-the-bench";

  /// Options of the bridge's JVM, for who wants a profile.
  private static final String BRIDGE_JVM =
      System.getenv().getOrDefault("BENCH_BRIDGE_JVM_OPTIONS", "");

  // Without the first, each answer of the JDK's server waits 40 ms for an acknowledgement.
  private static final List<String> STATION_JVM =
      List.of("-Dsun.net.httpserver.nodelay=true", "-Xmx2g", "-Dfile.encoding=UTF-8");

  private final ProgramProcess homeserver;
  private final ProgramProcess service;
  private final EmbeddedServer database;
  private BridgeProcess bridge;

  /// Starts everything.
  ///
  /// @param folder for data and logs
  Stage(Path folder) {
    var port = FreePorts.take();
    var address = "http://127.0.0.1:" + port;
    homeserver =
        ProgramProcess.start(
            "The homeserver",
            HomeserverMain.class,
            folder.resolve("homeserver/errors.log"),
            STATION_JVM,
            address,
            AS_TOKEN,
            HS_TOKEN);
    service =
        ProgramProcess.start(
            "The service", ServiceMain.class, folder.resolve("service/errors.log"), STATION_JVM);
    bridge =
        BridgeProcess.launch(folder.resolve("bridge"), settings(port, address), environment())
            .awaitReady();
    database = new EmbeddedServer(folder.resolve("bridge/data").toAbsolutePath());
  }

  private static Map<String, String> environment() {
    return BRIDGE_JVM.isEmpty() ? Map.of() : Map.of("JAVA_TOOL_OPTIONS", BRIDGE_JVM);
  }

  private Map<String, String> settings(int port, String address) {
    var settings = new HashMap<String, String>();
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("monarch.homeserver.address", homeserver.fact("address"));
    settings.put("monarch.homeserver.domain", Cast.DOMAIN);
    settings.put("monarch.appservice.address", address);
    settings.put("monarch.appservice.as-token", AS_TOKEN);
    settings.put("monarch.appservice.hs-token", HS_TOKEN);
    settings.put("monarch.secret-key", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("monarch.messenger.domain", service.fact("domain"));
    settings.put("monarch.messenger.host", service.fact("host"));
    settings.put("monarch.messenger.port", service.fact("port"));
    settings.put("monarch.messenger.tls.ca-file", service.fact("ca"));
    settings.put("monarch.messenger.redirect.allowed-suffixes", "localhost,127.0.0.1");
    settings.put("monarch.messenger.message.rate", "0");
    settings.put("monarch.oauth.authorize-url", service.fact("http") + "/oauth20_authorize.srf");
    settings.put("monarch.oauth.token-url", service.fact("http") + "/oauth20_token.srf");
    settings.put("monarch.oauth.me-url", service.fact("http") + "/v5.0/me");
    settings.put("monarch.oauth.client-id", "sandbox-desktop");
    return settings;
  }

  ProgramProcess homeserver() {
    return homeserver;
  }

  ProgramProcess service() {
    return service;
  }

  BridgeProcess bridge() {
    return bridge;
  }

  EmbeddedServer database() {
    return database;
  }

  /// Stops the bridge in order and starts it again, database and all.
  void restartBridge() {
    bridge.stop();
    bridge = bridge.startAgain();
  }

  /// Ends the bridge as a crash would; its database goes on.
  void killBridge() {
    bridge.kill();
  }

  /// Starts the bridge again after [#killBridge], and waits until it is ready.
  void startBridge() {
    bridge = bridge.startAgain();
  }

  /// How many accounts are connected.
  int online() {
    return service.ask("/online", Map.of(), Integer.class);
  }

  /// CPU seconds so far.
  Usage usage() {
    return new Usage(
        ProcessCosts.cpu(bridge.pid()),
        ProcessCosts.cpuOfTree(database.pid()),
        ProcessCosts.cpu(homeserver.pid()),
        ProcessCosts.cpu(service.pid()));
  }

  @Override
  public void close() {
    try (homeserver;
        service) {
      bridge.close();
    }
  }
}
