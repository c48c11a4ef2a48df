package chat.monarch.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// The folders of the runs, named by their processes: the own one, and those that failed runs left
/// for their logs, until the next run.
final class RunFolders {
  private static final String PREFIX = "run-";

  private final Path all;

  RunFolders(Path all) {
    this.all = all;
  }

  Path own() {
    return all.resolve(PREFIX + ProcessHandle.current().pid());
  }

  void removeOwn() {
    remove(own());
  }

  /// Removes those whose process is no more.
  void removeOld() {
    if (Files.isDirectory(all)) {
      children().stream().filter(folder -> !isRunning(folder)).forEach(RunFolders::remove);
    }
  }

  private List<Path> children() {
    try (var children = Files.list(all)) {
      return children.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRunning(Path folder) {
    var name = folder.getFileName().toString();
    return name.matches(PREFIX + "\\d+")
        && ProcessHandle.of(Long.parseLong(name.substring(PREFIX.length())))
            .filter(process -> process.pid() != ProcessHandle.current().pid())
            .isPresent();
  }

  private static void remove(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
