package chat.monarch.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/// The checkout that tests and demo run in: its scripts, what its build left, what it downloaded.
///
/// @param root the folder that holds `pom.xml` and `deploy`
public record Checkout(Path root) {
  /// The checkout that the working directory lies in.
  ///
  /// @throws IllegalStateException where it lies in none
  public static Checkout here() {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("deploy/synapse/install"))) {
        return new Checkout(folder);
      }
    }
    throw new IllegalStateException("The working directory is not inside a checkout of Monarch.");
  }

  /// A file or folder below the root.
  public Path resolve(String path) {
    return root.resolve(path);
  }
}
