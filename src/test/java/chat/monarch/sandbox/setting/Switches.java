package chat.monarch.sandbox.setting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How the switches stand now.
public final class Switches {
  private final Map<Switch, String> values = new ConcurrentHashMap<>();
  // Asked for with each write, so not parsed each time.
  private final Map<String, Duration> durations = new ConcurrentHashMap<>();

  /// Sets a switch by its name.
  ///
  /// @throws IllegalArgumentException with a sentence, if there is no such switch or value
  public void set(String key, String value) {
    var known =
        Switch.named(key)
            .orElseThrow(() -> new IllegalArgumentException("There is no switch " + key + "."));
    values.put(known, known.checked(value));
  }

  public String get(Switch wanted) {
    return values.getOrDefault(wanted, wanted.initial());
  }

  public boolean is(Switch wanted, String value) {
    return get(wanted).equals(value);
  }

  public boolean isOn(Switch wanted) {
    return is(wanted, "on");
  }

  public int count(Switch wanted) {
    return Integer.parseInt(get(wanted));
  }

  public double probability(Switch wanted) {
    return Double.parseDouble(get(wanted));
  }

  public Duration duration(Switch wanted) {
    return durations.computeIfAbsent(get(wanted), Switch::duration);
  }

  public List<String> list(Switch wanted) {
    return List.of(get(wanted).split("\\s*,\\s*")).stream().filter(s -> !s.isEmpty()).toList();
  }
}
