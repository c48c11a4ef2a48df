package chat.monarch.soak;

import java.util.Locale;

/// A safeguard of the bridge that is switched off from outside, to see that the soak can see.
enum Sabotage {
  NONE,

  /// The inbox forgets which events ever came.
  DEDUPE,

  /// A message counts as sent as soon as it is written.
  BARRIERS;

  /// @throws IllegalArgumentException with a sentence
  static Sabotage named(String name) {
    for (var sabotage : values()) {
      if (sabotage != NONE && sabotage.name().toLowerCase(Locale.ROOT).equals(name)) {
        return sabotage;
      }
    }
    throw new IllegalArgumentException("Only dedupe or barriers can be sabotaged, not " + name);
  }
}
