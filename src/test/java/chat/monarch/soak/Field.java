package chat.monarch.soak;

import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.PostgresProcess;
import chat.monarch.testkit.fault.HttpProxy;
import chat.monarch.testkit.fault.Trap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The deployment: sandbox, Synapse, a database, the bridge, and between them what can be
/// disturbed.
final class Field implements AutoCloseable {
  private static final Duration BETWEEN_ENDS = Duration.ofSeconds(6);

  private final Deployment deployment;
  private final Sabotage sabotage;
  private final Trap toSynapse = new Trap(_ -> true);
  private final Trap fromSynapse = new Trap(Transactions::isOne);
  private final List<MatrixUser> users = new ArrayList<>();
  private final HttpProxy homeserver;
  private final HttpProxy appservice;
  private final TcpProxy service;
  private final PostgresProcess database;

  private Field(Path folder, Sabotage sabotage) throws IOException {
    var client = new Deployment.OAuthClient("monarch-soak", hex());
    this.deployment = new Deployment(folder, client);
    this.sabotage = sabotage;
    this.homeserver = new HttpProxy(() -> deployment.synapse().address(), toSynapse);
    this.appservice = new HttpProxy(deployment::bridgeAddress, fromSynapse);
    this.service = startService(client);
    this.database = PostgresProcess.start(deployment.folder().resolve("database"));
  }

  /// Starts all of it, and signs the Matrix users in.
  static Field start(Path folder, Sabotage sabotage) throws IOException {
    var field = new Field(folder, sabotage);
    try {
      field.startRest();
      return field;
    } catch (RuntimeException | IOException e) {
      field.close();
      throw e;
    }
  }

  private static String hex() {
    return HexFormat.of().toHexDigits(new Random().nextLong());
  }

  private TcpProxy startService(Deployment.OAuthClient client) throws IOException {
    var folder = Files.createDirectories(deployment.folder());
    var personas = folder.resolve("personas.yaml");
    Files.writeString(personas, People.personas(deployment.bridgeAddress(), client));
    var sandbox =
        deployment.startSandbox("--personas", personas.toString(), "--set", "log.limit=1000000");
    return new TcpProxy(sandbox.listening().host(), sandbox.listening().port());
  }

  private void startRest() throws IOException {
    deployment.startSynapse(appservice.address());
    for (var user = 0; user < People.USERS; user++) {
      users.add(deployment.createUser("user" + user, hex()));
    }
    deployment.startBridge(settings(), Sabotages.environment(sabotage, deployment.folder()));
  }

  /// Does the rest of the sabotage; accounts must have been linked.
  void sabotage() throws IOException {
    Sabotages.apply(sabotage, database, deployment.bridge().log());
  }

  private Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("monarch.homeserver.address", homeserver.address().toString());
    settings.put("monarch.messenger.host", "127.0.0.1");
    settings.put("monarch.messenger.port", Integer.toString(service.port()));
    settings.put("monarch.messenger.message.rate", "0");
    settings.put("monarch.messenger.keepalive.interval", "10s");
    settings.put("monarch.messenger.keepalive.timeout", "5s");
    settings.put("quarkus.datasource.jdbc.url", database.url());
    settings.put("quarkus.datasource.username", database.user());
    return settings;
  }

  Deployment deployment() {
    return deployment;
  }

  List<MatrixUser> users() {
    return List.copyOf(users);
  }

  /// Who brings about the faults, by lanes that go side by side.
  List<Striker> strikers(Timeline timeline, BridgeFaults bridge) {
    return List.of(
        new Together(
            List.of(bridge, new SynapseFaults(deployment.synapse(), timeline)), BETWEEN_ENDS),
        new DatabaseFaults(database, timeline),
        new ServiceFaults(deployment.sandbox(), service, timeline),
        new StreamFaults(deployment.sandbox(), timeline),
        HttpFaults.toSynapse(toSynapse, timeline),
        HttpFaults.fromSynapse(fromSynapse, timeline),
        new Transactions(appservice, timeline));
  }

  @Override
  public void close() {
    try (database;
        service;
        appservice;
        homeserver) {
      deployment.close();
    }
  }
}
