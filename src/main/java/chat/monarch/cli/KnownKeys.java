package chat.monarch.cli;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertyName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The settings that exist, under their own names and under those of the environment.
final class KnownKeys {
  /// What Kubernetes puts into the environment for a service whose name begins with `monarch`.
  private static final Pattern KUBERNETES =
      Pattern.compile(
          ".*_SERVICE_HOST|.*_SERVICE_PORT(_.+)?|.*_PORT_\\d+_(TCP|UDP|SCTP)(_.+)?|.*_PORT=\\w+://.*");

  private static final Pattern INDEX = Pattern.compile("\\[[^]]*]");

  private final Set<PropertyName> names = new HashSet<>();
  private final Set<String> environment = new HashSet<>();
  private final Set<String> environmentBeginnings = new HashSet<>();

  KnownKeys(List<ConfigClass> mappings) {
    for (var mapping : mappings) {
      mapping.getProperties().keySet().forEach(this::add);
    }
  }

  /// Adds one key; `*` stands for the key of a map.
  void add(String pattern) {
    var name = withoutIndexes(pattern);
    names.add(new PropertyName(name));
    var star = name.indexOf('*');
    if (star < 0) {
      environment.add(inEnvironment(name));
    } else {
      environmentBeginnings.add(inEnvironment(name.substring(0, star)));
    }
  }

  /// Whether a setting of this dotted name exists; list indexes do not matter.
  boolean contains(String name) {
    return names.contains(new PropertyName(withoutIndexes(name)));
  }

  /// Whether an environment variable sets something, or is none of our business.
  boolean containsVariable(String variable, String value) {
    return environment.contains(variable)
        || environment.contains(variable.replaceFirst("_\\d+_$", ""))
        || environmentBeginnings.stream().anyMatch(variable::startsWith)
        || fileVariable(variable).isPresent()
        || KUBERNETES.matcher(variable).matches()
        || KUBERNETES.matcher(variable + "=" + value).matches();
  }

  /// For `…_FILE` that is no setting itself: the variable whose value stands in that file.
  Optional<String> fileVariable(String variable) {
    if (!variable.endsWith("_FILE") || environment.contains(variable)) {
      return Optional.empty();
    }
    return Optional.of(variable.substring(0, variable.length() - "_FILE".length()))
        .filter(environment::contains);
  }

  /// The name of a setting in the environment: upper case, `_` for all else.
  static String inEnvironment(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static String withoutIndexes(String name) {
    return INDEX.matcher(name).replaceAll("");
  }
}
