package chat.monarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {
  @TempDir Path folder;

  @Test
  void what_works_in_the_folder_is_ended() throws Exception {
    var process = new ProcessBuilder("sleep", "60").directory(folder.toFile()).start();
    try {
      Files.writeString(pidFile(), process.pid() + "\n" + folder + "\n");
      assertThat(new Postmaster(folder).end()).isTrue();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(pidFile()).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_number_that_now_belongs_to_somebody_else_ends_nobody() throws IOException {
    var process = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(pidFile(), process.pid() + "\n" + folder + "\n");
      assertThat(new Postmaster(folder).end()).isFalse();
      assertThat(process.isAlive()).isTrue();
      assertThat(pidFile()).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void without_a_file_nothing_runs() throws IOException {
    assertThat(new Postmaster(folder).end()).isFalse();
  }

  private Path pidFile() {
    return folder.resolve("postmaster.pid");
  }
}
