package chat.monarch.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/// A PostgreSQL of the bridge's own, for who has none. It lives in the data folder, listens on a
/// free port of this machine only, and ends with the bridge.
///
/// PostgreSQL refuses to run as root: for root it runs in a user namespace of its own (`unshare
/// -U`), where it is nobody.
final class EmbeddedDatabase implements Database {
  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private final FileChannel lock;
  private final Postmaster postmaster;
  private final EmbeddedPostgres postgres;
  private final String password;

  private EmbeddedDatabase(
      FileChannel lock, Postmaster postmaster, EmbeddedPostgres postgres, String password) {
    this.lock = lock;
    this.postmaster = postmaster;
    this.postgres = postgres;
    this.password = password;
  }

  /// Starts it, after ending one that a killed bridge left behind in this folder.
  ///
  /// @throws Fault if the folder is used by a running bridge or cannot be used at all
  static EmbeddedDatabase start(Path dataFolder) {
    var folder = dataFolder.toAbsolutePath().normalize();
    var lock = lock(folder);
    var postmaster = new Postmaster(folder.resolve("postgres"));
    try {
      if (postmaster.end()) {
        LOG.info("Ended the embedded PostgreSQL that a killed bridge had left running");
      }
      var password = EmbeddedPassword.in(folder);
      var postgres = start(folder, password);
      password.require(postgres);
      LOG.infof(
          "No quarkus.datasource.jdbc.url: using the embedded PostgreSQL in %s, port %d",
          folder, postgres.getPort());
      return new EmbeddedDatabase(lock, postmaster, postgres, password.value());
    } catch (IOException | SQLException | RuntimeException e) {
      abandon(postmaster, lock);
      throw new Fault(Fault.DATABASE, sentence(folder, e));
    }
  }

  private static FileChannel lock(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        closedFolder(folder);
      }
      var channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw inUse(folder);
      }
      return channel;
    } catch (OverlappingFileLockException _) {
      throw inUse(folder);
    } catch (IOException e) {
      throw new Fault(
          Fault.DATABASE,
          "monarch.data-dir: the folder %s cannot be used: %s".formatted(folder, e));
    }
  }

  /// A folder that nobody else can look into.
  private static Path closedFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  private static Fault inUse(Path folder) {
    return new Fault(
        Fault.DATABASE,
        "monarch.data-dir: another Monarch is running with the folder %s; stop it, or give this one"
                .formatted(folder)
            + " a folder of its own");
  }

  private static EmbeddedPostgres start(Path folder, EmbeddedPassword password) throws IOException {
    var log = folder.resolve("postgres.log");
    Files.deleteIfExists(log);
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("postgres"))
        // zonky lets everybody write where it unpacks: not behind a closed door
        .setOverrideWorkingDirectory(
            closedFolder(folder.resolve("postgres-program")).resolve("unpacked").toFile())
        .setCleanDataDirectory(false)
        // ends after Quarkus, not beside it
        .setRegisterShutdownHook(false)
        .setPGStartupWait(START_PATIENCE)
        .setLocaleConfig("locale", "C")
        // zonky is made for tests and switches both off
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "64")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("log_checkpoints", "off")
        .setConnectConfig("password", password.value())
        .setOutputRedirector(Redirect.appendTo(log.toFile()))
        .setErrorRedirector(Redirect.appendTo(log.toFile()))
        .start();
  }

  private static String sentence(Path folder, Exception problem) {
    if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
      return "The embedded PostgreSQL cannot run as root here: start Monarch as an ordinary user, or"
          + " set quarkus.datasource.jdbc.url";
    }
    return "The embedded PostgreSQL in %s does not start (%s); it says why in %s"
        .formatted(folder, problem.getMessage(), folder.resolve("postgres.log"));
  }

  private static void abandon(Postmaster postmaster, FileChannel lock) {
    // a SIGTERM during the start interrupts this thread, which has yet to clear away
    Thread.interrupted();
    try (lock) {
      postmaster.end();
    } catch (IOException e) {
      LOG.warnf("The embedded PostgreSQL may still be running: %s", e.getMessage());
    }
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "quarkus.datasource.jdbc.url",
        "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()),
        "quarkus.datasource.username",
        "postgres",
        "quarkus.datasource.password",
        password);
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      LOG.warnf("The embedded PostgreSQL did not end by itself: %s", e.getMessage());
    }
    abandon(postmaster, lock);
  }
}
