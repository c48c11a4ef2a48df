package chat.monarch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The PostgreSQL process that works on one data folder, found by the file it writes there. Only
/// who holds the lock of that folder may end it.
final class Postmaster {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Path folder;

  Postmaster(Path folder) {
    this.folder = folder;
  }

  private Path pidFile() {
    return folder.resolve("postmaster.pid");
  }

  /// Ends it if it runs, and clears away what it left.
  ///
  /// @return whether one ran
  /// @throws IOException if it does not end
  boolean end() throws IOException {
    var process = find();
    if (process.isPresent()) {
      // INT: disconnects everybody and closes; QUIT: at once, the next start recovers
      if (!ended(process.get(), "INT") && !ended(process.get(), "QUIT")) {
        throw new IOException("process " + process.get().pid() + " does not end");
      }
    }
    Files.deleteIfExists(pidFile());
    return process.isPresent();
  }

  private Optional<ProcessHandle> find() throws IOException {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    var pid = Files.readAllLines(pidFile()).getFirst().strip();
    return pid.matches("\\d{1,18}")
        ? ProcessHandle.of(Long.parseLong(pid)).filter(this::worksHere)
        : Optional.empty();
  }

  /// The number may belong to somebody else by now: PostgreSQL's working directory is its folder.
  private boolean worksHere(ProcessHandle process) {
    try {
      var directory = Path.of("/proc", Long.toString(process.pid()), "cwd");
      if (Files.exists(directory)) {
        return Files.isSameFile(directory, folder);
      }
    } catch (IOException _) {
      return false;
    }
    return process.info().command().filter(it -> it.endsWith("postgres")).isPresent();
  }

  private static boolean ended(ProcessHandle process, String signal) throws IOException {
    new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).inheritIO().start();
    try {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
