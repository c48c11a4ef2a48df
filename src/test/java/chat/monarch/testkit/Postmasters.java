package chat.monarch.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The embedded databases that a bridge may leave running when it is killed.
final class Postmasters {
  private static final int DEPTH = 5;
  private static final int SECONDS = 10;

  private Postmasters() {}

  /// Ends those whose data lies below a folder.
  static void endBelow(Path folder) {
    pidFiles(folder).forEach(file -> process(file).ifPresent(Postmasters::end));
  }

  /// How many are running whose data lies below a folder.
  static long countBelow(Path folder) {
    return pidFiles(folder).stream().filter(file -> process(file).isPresent()).count();
  }

  private static List<Path> pidFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var name = Path.of("postmaster.pid");
    try (var files = Files.find(folder, DEPTH, (file, _) -> name.equals(file.getFileName()))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The process that a pid file names, if it is that folder's: a number may have been given anew.
  private static Optional<ProcessHandle> process(Path file) {
    try (var lines = Files.lines(file)) {
      var pid = Long.parseLong(lines.findFirst().orElse("0").strip());
      var workingFolder = Path.of("/proc", Long.toString(pid), "cwd");
      var folder = file.getParent();
      return ProcessHandle.of(pid)
          .filter(_ -> !Files.exists(workingFolder) || isSame(workingFolder, folder));
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException _) {
      return false;
    }
  }

  private static void end(ProcessHandle postmaster) {
    postmaster.destroy();
    try {
      postmaster.onExit().get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException _) {
      postmaster.destroyForcibly();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
