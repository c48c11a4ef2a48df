package chat.monarch.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The folders of the runs, named by their processes: the own one, and those that failed runs left
/// for their logs, until the next run.
public final class RunFolders {
  private static final String PREFIX = "run-";
  private static final Pattern NAME = Pattern.compile("(?:run|removed-by)-(\\d+)");

  private final Path all;

  /// @param all the folder of all runs
  public RunFolders(Path all) {
    this.all = all;
  }

  /// The folder of this run.
  public Path own() {
    return all.resolve(PREFIX + ProcessHandle.current().pid());
  }

  public void removeOwn() {
    remove(own());
  }

  /// Removes those whose process is no more; two runs that begin together share the work.
  public void removeOld() {
    if (Files.isDirectory(all)) {
      children().stream()
          .filter(folder -> !isInUse(folder))
          .flatMap(folder -> claim(folder).stream())
          .forEach(RunFolders::remove);
    }
  }

  /// Takes a folder for this process alone; empty where another run was faster.
  private Optional<Path> claim(Path folder) {
    try {
      var pid = ProcessHandle.current().pid();
      var claimed = all.resolve("removed-by-" + pid + "-" + folder.getFileName());
      return Optional.of(Files.move(folder, claimed, StandardCopyOption.ATOMIC_MOVE));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> children() {
    try (var children = Files.list(all)) {
      return children.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the process that a folder's name begins with, its run's or its remover's, is there.
  private static boolean isInUse(Path folder) {
    var name = NAME.matcher(folder.getFileName().toString());
    return name.lookingAt()
        && ProcessHandle.of(Long.parseLong(name.group(1)))
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
