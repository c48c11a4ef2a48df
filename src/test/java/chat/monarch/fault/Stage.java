package chat.monarch.fault;

import chat.monarch.it.Cast;
import chat.monarch.it.Scene;
import chat.monarch.sandbox.Sandbox;
import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.Postgres;
import chat.monarch.testkit.fault.DatabaseProxy;
import chat.monarch.testkit.homeserver.StubHomeserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A scene in which everything can fail: homeserver, service, database with a proxy before it, and
/// the bridge, which may be killed at every [Step].
final class Stage implements AutoCloseable {
  private final Postgres postgres;
  private final DatabaseProxy database;
  private final Scene scene;

  private Stage(Postgres postgres, DatabaseProxy database, Scene scene) {
    this.postgres = postgres;
    this.database = database;
    this.scene = scene;
  }

  /// Sets it up, for so many users and their contacts. The archive shows the last hundred messages.
  ///
  /// @param more settings of the bridge
  static Stage open(Path folder, int pairs, Map<String, String> more) throws IOException {
    var postgres = Postgres.start(folder.resolve("postgres"));
    var database = DatabaseProxy.before(postgres.port());
    var settings = new LinkedHashMap<String, String>();
    settings.put("quarkus.datasource.jdbc.url", database.url());
    settings.put("quarkus.datasource.username", "postgres");
    settings.put("quarkus.datasource.password", "postgres");
    settings.put("monarch.messenger.archive.fetch", "100");
    settings.putAll(more);
    var people = SandboxOptions.defaults().withPersonas(Cast.pairs(pairs, -1));
    var scene =
        Scene.start(folder.resolve("bridge"), people.with("archive.limit", "100"), settings);
    return new Stage(postgres, database, scene);
  }

  Sandbox service() {
    return scene.sandbox();
  }

  StubHomeserver homeserver() {
    return scene.homeserver();
  }

  DatabaseProxy database() {
    return database;
  }

  /// The database itself, behind [#database].
  Postgres postgres() {
    return postgres;
  }

  Scene scene() {
    return scene;
  }

  /// Waits until the first user's client asks something of that namespace behind that mark.
  void awaitAsked(long mark, String namespace) {
    service()
        .await(
            Cast.user(0),
            mark,
            record -> record.isSent() && record.stanza().toXml().contains(namespace),
            Scene.PATIENCE);
  }

  /// Whether the first user's client asked something of that namespace behind that mark.
  boolean hasAsked(long mark, String namespace) {
    return service().log(Cast.user(0)).stream()
        .anyMatch(
            record ->
                record.sequence() > mark
                    && record.isSent()
                    && record.stanza().toXml().contains(namespace));
  }

  /// Links a user and opens his conversation.
  Conversation conversation(int pair) {
    return Conversation.open(scene, pair);
  }

  /// Kills the bridge when a message next comes to that step.
  Kill killAt(Step step) {
    return new Kill(scene, step.arm(this));
  }

  /// A kill that was ordered.
  record Kill(Scene scene, Step.Moment moment) {
    /// Waits for the moment, kills the bridge, and starts it again.
    void thenStartAgain() {
      moment.await();
      scene.killBridge();
      moment.afterKill().run();
      scene.startBridgeAgain();
    }
  }

  @Override
  public void close() {
    try (postgres;
        database) {
      scene.close();
    }
  }
}
