package chat.monarch.cli;

import io.smallrye.config.PropertiesConfigSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/// Hands on to Quarkus what was read and decided before its start: the configuration file, secrets
/// from files, the address of the embedded database. Empty unless [Main] filled it, so that neither
/// the build nor a test takes anything from the machine it runs on.
public final class StartSources implements ConfigSourceProvider {
  private static final int ABOVE_ALL = 500;
  private static volatile List<ConfigSource> given = List.of();

  /// Gives the sources, before Quarkus starts.
  static void give(List<ConfigSource> own, Map<String, String> decided) {
    var sources = new ArrayList<>(own);
    sources.add(new PropertiesConfigSource(decided, "decided at start", ABOVE_ALL));
    given = List.copyOf(sources);
  }

  @Override
  public Iterable<ConfigSource> getConfigSources(ClassLoader classLoader) {
    return given;
  }
}
