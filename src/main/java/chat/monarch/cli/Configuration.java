package chat.monarch.cli;

import chat.monarch.bridge.backfill.ArchiveConfig;
import chat.monarch.bridge.ghost.CardConfig;
import chat.monarch.bridge.ghost.PresenceConfig;
import chat.monarch.bridge.login.SignInConfig;
import chat.monarch.bridge.portal.MessagesConfig;
import chat.monarch.bridge.portal.PortalsConfig;
import chat.monarch.bridge.user.BridgeConfig;
import chat.monarch.bridge.user.StatusConfig;
import chat.monarch.matrix.AppserviceConfig;
import chat.monarch.matrix.DoublePuppetConfig;
import chat.monarch.matrix.HomeserverConfig;
import chat.monarch.messenger.MessengerConfig;
import chat.monarch.messenger.OAuthConfig;
import chat.monarch.store.RetentionConfig;
import chat.monarch.web.ProvisioningConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// The configuration as it is before Quarkus starts, checked as a whole.
///
/// @param config the values
/// @param own the sources that Quarkus does not know and must be given
record Configuration(SmallRyeConfig config, List<ConfigSource> own) {
  /// Everything that can be set. A new config interface is added here.
  static final List<Class<?>> MAPPINGS =
      List.of(
          AppserviceConfig.class,
          ArchiveConfig.class,
          BridgeConfig.class,
          CardConfig.class,
          DataConfig.class,
          DoublePuppetConfig.class,
          HomeserverConfig.class,
          MessagesConfig.class,
          MessengerConfig.class,
          OAuthConfig.class,
          PortalsConfig.class,
          PresenceConfig.class,
          ProvisioningConfig.class,
          RetentionConfig.class,
          SignInConfig.class,
          StatusConfig.class);

  private static final int QUARKUS_PRIORITY = 200;

  /// Reads and checks everything.
  ///
  /// @throws Fault with one line for each fault, in the order of the keys
  static Configuration read(Sources sources) {
    var mappings = MAPPINGS.stream().map(ConfigClass::configClass).toList();
    var known = new KnownKeys(mappings);
    // not ours, but its password is a secret that may stand in a file
    known.add("quarkus.datasource.password");
    var faults = new TreeSet<>(unknownVariables(sources, known));
    var own = sources.own(known);
    var all = new ArrayList<>(own);
    all.addAll(sources.system());
    all.forEach(source -> faults.addAll(unknownKeys(source, known)));
    Optional<SmallRyeConfig> config = Optional.empty();
    try {
      config = Optional.of(build(all, mappings));
    } catch (ConfigValidationException e) {
      for (int i = 0; i < e.getProblemCount(); i++) {
        faults.add(ProblemSentence.of(e.getProblem(i).getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw new Fault(Fault.CONFIGURATION, List.copyOf(faults));
    }
    return new Configuration(config.orElseThrow(), own);
  }

  /// Reads the values without checking that all are there and right.
  static SmallRyeConfig unchecked(Sources sources) {
    var all =
        new ArrayList<>(
            sources.own(new KnownKeys(MAPPINGS.stream().map(ConfigClass::configClass).toList())));
    all.addAll(sources.system());
    return build(all, List.of());
  }

  private static SmallRyeConfig build(List<ConfigSource> sources, List<ConfigClass> mappings) {
    var builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withProfile("prod")
            // as Quarkus reads them: 10s, 24h, 7d
            .withConverter(Duration.class, QUARKUS_PRIORITY, new DurationConverter())
            .withValidateUnknown(false)
            .withSources(sources);
    mappings.forEach(builder::withMapping);
    return builder.build();
  }

  private static List<String> unknownKeys(ConfigSource source, KnownKeys known) {
    if (source instanceof EnvConfigSource) {
      return List.of(); // told by their own names
    }
    var place = source.getName().replaceFirst("^\\w+\\[source=(.*)]$", "$1");
    return source.getPropertyNames().stream()
        .filter(name -> name.startsWith("monarch."))
        .filter(name -> !known.contains(name))
        .map(name -> "%s: there is no such setting (%s)".formatted(name, place))
        .toList();
  }

  private static List<String> unknownVariables(Sources sources, KnownKeys known) {
    return sources.environment().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("MONARCH_"))
        .filter(variable -> !known.containsVariable(variable.getKey(), variable.getValue()))
        .map(variable -> variable.getKey() + ": there is no such setting (environment)")
        .toList();
  }

  /// A group of settings.
  <T> T group(Class<T> mapping) {
    return config.getConfigMapping(mapping);
  }

  /// One value of Quarkus' own; empty if unset.
  Optional<String> value(String key) {
    return config.getOptionalValue(key, String.class);
  }
}
