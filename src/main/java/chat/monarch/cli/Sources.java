package chat.monarch.cli;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Where the configuration comes from.
///
/// @param properties `-Dkey=value`
/// @param environment `KEY=value`
/// @param file `application.yaml`, where there is one
record Sources(
    Map<String, String> properties, Map<String, String> environment, Optional<Path> file) {
  static final String FILE_NAME = "application.yaml";
  private static final int ABOVE_ENVIRONMENT = 310;

  /// What this process was started with.
  static Sources ofProcess() {
    var properties = new HashMap<String, String>();
    for (var name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name));
    }
    return new Sources(properties, System.getenv(), findFile());
  }

  /// The file beside the jar or the executable; else the one in `config` of the working directory.
  private static Optional<Path> findFile() {
    return Stream.of(programFolder().resolve(FILE_NAME), Path.of("config", FILE_NAME))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path programFolder() {
    var inExecutable = "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
    var program =
        inExecutable
            ? ProcessHandle.current().info().command().orElse("")
            : System.getProperty("java.class.path", "");
    @Nullable Path folder = Path.of(program).toAbsolutePath().getParent();
    return folder == null ? Path.of("") : folder;
  }

  /// The sources that only we know: the file, and what `…_FILE` variables point to. System
  /// properties and the environment are read by everybody.
  ///
  /// @throws Fault if one of the files cannot be read
  List<ConfigSource> own(KnownKeys known) {
    var sources = new ArrayList<ConfigSource>();
    file.map(Sources::yaml).ifPresent(sources::add);
    sources.add(new EnvConfigSource(secrets(known), ABOVE_ENVIRONMENT));
    return sources;
  }

  private static ConfigSource yaml(Path file) {
    try {
      return new YamlConfigSource(file.toUri().toURL());
    } catch (IOException | RuntimeException e) {
      throw new Fault(Fault.CONFIGURATION, file + ": " + reason(e));
    }
  }

  /// Says where the fault is, but does not show the line: it may hold a secret.
  private static String reason(Throwable problem) {
    for (@Nullable Throwable t = problem; t != null; t = t.getCause()) {
      if (t instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
        return "line %d is not YAML: %s"
            .formatted(marked.getProblemMark().getLine() + 1, marked.getProblem());
      }
    }
    return "cannot be read";
  }

  private Map<String, String> secrets(KnownKeys known) {
    var secrets = new HashMap<String, String>();
    var faults = new ArrayList<String>();
    environment.forEach(
        (variable, path) ->
            known
                .fileVariable(variable)
                .ifPresent(
                    target -> {
                      try {
                        secrets.put(target, Files.readString(Path.of(path)).strip());
                      } catch (IOException | RuntimeException _) {
                        faults.add("%s: the file %s cannot be read".formatted(variable, path));
                      }
                    }));
    if (!faults.isEmpty()) {
      throw new Fault(Fault.CONFIGURATION, faults);
    }
    return secrets;
  }

  /// The sources that everybody reads.
  List<ConfigSource> system() {
    return List.of(
        new PropertiesConfigSource(properties, "system properties", 400),
        new EnvConfigSource(environment, 300));
  }
}
