package chat.monarch.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A PostgreSQL of a test's own, in processes that the test can kill. What was committed outlives
/// that.
public final class Postgres implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Path folder;
  private final EmbeddedPostgres first;
  private final List<String> command;
  private ProcessHandle postmaster;

  private Postgres(Path folder, EmbeddedPostgres first) throws IOException {
    this.folder = folder;
    this.first = first;
    this.postmaster = postmaster(folder);
    this.command = command(postmaster);
  }

  /// Starts one whose data lies below a folder.
  public static Postgres start(Path folder) throws IOException {
    var data = Files.createDirectories(folder.toAbsolutePath()).resolve("data");
    ChildProcess.endDatabasesBelow(folder);
    var log = folder.resolve("postgres.log").toFile();
    var started =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setLocaleConfig("locale", "C")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "64")
            .setServerConfig("unix_socket_directories", "")
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
            .start();
    return new Postgres(folder, started);
  }

  private static ProcessHandle postmaster(Path folder) throws IOException {
    var lines = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"));
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
  }

  /// How it was started; root has it run in a namespace of its own, as nobody.
  private static List<String> command(ProcessHandle process) throws IOException {
    var line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    var words = Files.readString(line, StandardCharsets.UTF_8).split("\0", -1);
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(words).subList(0, words.length - 1));
    return command;
  }

  /// Its port on this machine.
  public int port() {
    return first.getPort();
  }

  /// Kills it with all its processes, as the loss of a machine would (SIGKILL).
  public void kill() {
    var all = new ArrayList<>(postmaster.descendants().toList());
    all.addFirst(postmaster);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  /// Starts it again on the same data and port; returns when it answers.
  public void startAgain() {
    var process =
        ChildProcess.logging("PostgreSQL", command, Map.of(), folder.resolve("postgres.log"));
    postmaster = process.process().toHandle();
    var deadline = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (process.exits(BETWEEN_LOOKS) || System.nanoTime() > deadline) {
        throw new IllegalStateException("PostgreSQL does not answer:\n" + process.lastLines());
      }
    }
  }

  private boolean answers() {
    try (var connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port() + "/postgres", "postgres", "")) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      first.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Postmasters.endBelow(folder);
    }
  }
}
