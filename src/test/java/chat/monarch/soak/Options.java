package chat.monarch.soak;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// What was asked for on the command line.
///
/// @param minutes how long people write and faults strike
/// @param seed from which all random choices come
/// @param sabotage what is switched off, to see that the soak can see
record Options(int minutes, long seed, Sabotage sabotage) {
  private static final int USUAL = 10;

  /// Reads the command line.
  ///
  /// @throws IllegalArgumentException with a sentence
  static Options read(List<String> arguments) {
    var options =
        new Options(USUAL, ThreadLocalRandom.current().nextLong(1, 1_000_000), Sabotage.NONE);
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      var name = rest.next();
      options =
          switch (name) {
            case "--minutes" -> options.withMinutes(Integer.parseInt(value(name, rest)));
            case "--seed" -> options.withSeed(Long.parseLong(value(name, rest)));
            case "--sabotage" -> options.withSabotage(Sabotage.named(value(name, rest)));
            default -> throw new IllegalArgumentException("There is no option " + name);
          };
    }
    return options;
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("Nothing follows on " + name);
    }
    return rest.next();
  }

  private Options withMinutes(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("It takes one minute at least");
    }
    return new Options(value, seed, sabotage);
  }

  private Options withSeed(long value) {
    return new Options(minutes, value, sabotage);
  }

  private Options withSabotage(Sabotage value) {
    return new Options(minutes, seed, value);
  }
}
