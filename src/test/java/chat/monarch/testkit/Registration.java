package chat.monarch.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A registration file, as the bridge's own `registration` command writes it.
///
/// @param file for [SynapseOptions]
public record Registration(Path file, String asToken, String hsToken) {
  /// Has the bridge write one.
  ///
  /// @param folder where it goes, as `registration.yaml`
  /// @param bridge where the homeserver will reach the bridge
  /// @throws IllegalStateException where the command fails, with what it said
  public static Registration generate(Path folder, String domain, URI bridge) {
    return generate(folder, domain, bridge, List.of());
  }

  /// The same with a double-puppet registration beside it.
  ///
  /// @param doublePuppet where that goes
  public static Registration generate(Path folder, String domain, URI bridge, Path doublePuppet) {
    var option = List.of("--double-puppet", doublePuppet.toAbsolutePath().toString());
    return generate(folder, domain, bridge, option);
  }

  private static Registration generate(
      Path folder, String domain, URI bridge, List<String> options) {
    var file = folder.toAbsolutePath().resolve("registration.yaml");
    var words =
        Stream.concat(Stream.of("registration", "--out", file.toString()), options.stream());
    var outcome =
        BridgeProcess.run(
            folder,
            Map.of(
                "monarch.homeserver.domain",
                domain,
                "monarch.appservice.address",
                bridge.toString()),
            words.toArray(String[]::new));
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException("registration failed: " + outcome.output());
    }
    return read(file);
  }

  /// Reads the tokens of a file.
  public static Registration read(Path file) {
    try {
      var yaml = Files.readString(file);
      return new Registration(file, value(yaml, "as_token"), value(yaml, "hs_token"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(String yaml, String key) {
    var line = Pattern.compile("(?m)^" + key + ":\\s*[\"']?([^\"'\\s]+)").matcher(yaml);
    if (!line.find()) {
      throw new IllegalStateException("The registration has no " + key);
    }
    return line.group(1);
  }

  /// What the bridge must be told of it.
  public Map<String, String> settings() {
    return Map.of("monarch.appservice.as-token", asToken, "monarch.appservice.hs-token", hsToken);
  }

  /// Without the tokens.
  @Override
  public String toString() {
    return "Registration[" + file + "]";
  }
}
