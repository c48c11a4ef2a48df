package chat.monarch.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A PostgreSQL of a test's own on loopback, given to the bridge by its URL, that can be killed
/// and started again on its data. What it has committed it keeps (`fsync`).
public final class PostgresProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Path folder;
  private final int port = FreePorts.take();
  private ChildProcess process;

  private PostgresProcess(Path folder) throws IOException {
    this.folder = folder;
    prepare();
    this.process = launch();
  }

  /// Makes a new, empty database and starts it.
  ///
  /// @param folder where program, data and log go; made where it is not there
  public static PostgresProcess start(Path folder) {
    try {
      return new PostgresProcess(Files.createDirectories(folder.toAbsolutePath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Unpacks the program and makes the data folder.
  private void prepare() throws IOException {
    EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setOverrideWorkingDirectory(folder.resolve("program").toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setLocaleConfig("locale", "C")
        .setServerConfig("unix_socket_directories", "")
        .start()
        .close();
  }

  private ChildProcess launch() {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      // It refuses to run as root: in a user namespace of its own it is nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(program().toString(), "-D", folder.resolve("data").toString()));
    command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(port)));
    command.addAll(List.of("-c", "unix_socket_directories=", "-c", "max_connections=64"));
    var launched =
        ChildProcess.logging("PostgreSQL", command, Map.of(), folder.resolve("postgres.log"));
    awaitAnswer(launched);
    return launched;
  }

  private Path program() {
    try (var files = Files.find(folder.resolve("program"), 5, (file, _) -> isProgram(file))) {
      return files.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isProgram(Path file) {
    return file.endsWith(Path.of("bin", "postgres"));
  }

  private void awaitAnswer(ChildProcess launched) {
    var deadline = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (launched.exits(BETWEEN_LOOKS) || System.nanoTime() > deadline) {
        throw new IllegalStateException("PostgreSQL does not start:\n" + launched.lastLines());
      }
    }
  }

  private boolean answers() {
    try (var connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  /// The URL for `quarkus.datasource.jdbc.url`.
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /// The name of its user, who needs no password.
  public String user() {
    return "postgres";
  }

  /// A connection for the test itself.
  ///
  /// @throws SQLException where it does not answer
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url() + "?connectTimeout=2&socketTimeout=10", user(), "");
  }

  /// Ends it and all its backends as a crash would (SIGKILL).
  public void kill() {
    var backends = process.process().descendants().toList();
    process.kill();
    backends.forEach(ProcessHandle::destroyForcibly);
    backends.forEach(backend -> backend.onExit().join());
  }

  /// Starts it again on the same data and port, after [#kill]; returns when it answers.
  public void startAgain() {
    process = launch();
  }

  /// Ends it in order, with its connections (SIGINT is not to be had: SIGTERM after the bridge).
  @Override
  public void close() {
    if (process.isAlive()) {
      process.stop(STOP);
    }
  }
}
