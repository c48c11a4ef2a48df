package chat.monarch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldersTest {
  private static final long NOBODY = 4_194_305;

  @TempDir private Path all;

  @Test
  void what_dead_runs_left_is_removed_and_the_living_ones_are_let_be() throws IOException {
    var init = Files.createDirectories(all.resolve("run-1/bridge"));
    Files.writeString(Files.createDirectories(all.resolve("run-" + NOBODY)).resolve("log"), "");
    Files.createDirectories(all.resolve("removed-by-" + NOBODY + "-run-7/data"));

    new RunFolders(all).removeOld();

    assertThat(init).isDirectory();
    assertThat(all).isDirectoryNotContaining(folder -> !folder.endsWith("run-1"));
  }
}
