package chat.monarch.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// The rules of Part B by number, with whom they bind, and those that no test holds.
///
/// @param duties all there are, in the order of the contract
/// @param open those without a test, each with the reason
record RuleBook(List<Duty> duties, Map<Duty, String> open) {
  private static final int VECTORS = 45;

  /// Reads `rules.txt` (`ARC-13 client`) and `untested.txt` (`ARC-13 client: why`).
  static RuleBook read() {
    var duties = new ArrayList<Duty>();
    for (var line : lines("rules.txt")) {
      var words = line.split(" ");
      Party.named(words[1]).forEach(party -> duties.add(Duty.of(words[0], party)));
    }
    IntStream.rangeClosed(1, VECTORS).forEach(number -> duties.add(new Duty("T" + number)));
    var open = new LinkedHashMap<Duty, String>();
    for (var line : lines("untested.txt")) {
      var parts = line.split(": ", 2);
      open.put(new Duty(parts[0]), parts[1]);
    }
    return new RuleBook(List.copyOf(duties), open);
  }

  private static List<String> lines(String resource) {
    try (var stream = Objects.requireNonNull(RuleBook.class.getResourceAsStream(resource))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
