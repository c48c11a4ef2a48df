package chat.monarch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The version of this program, as the build wrote it down.
public final class Version {
  private static final String RESOURCE = "/chat/monarch/version";

  private Version() {}

  /// For example `26.11.0`.
  public static String current() {
    try (var stream = Version.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is not in the program");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
