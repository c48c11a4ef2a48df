package chat.monarch.sandbox.service;

import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import java.util.Optional;

/// As much of XEP-0059 as the service heeds: `max` alone (ARC-3).
final class Rsm {
  private Rsm() {}

  static boolean isIn(Element asked) {
    return asked.child(Ns.RSM, "set").isPresent();
  }

  /// How many are wanted at most; empty where it is not said, negative or no number.
  static Optional<Integer> max(Element asked) {
    return asked
        .child(Ns.RSM, "set")
        .flatMap(set -> set.child(Ns.RSM, "max"))
        .map(max -> max.text().strip())
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Integer::valueOf);
  }

  /// The answer to a request that gave so many; where none was wanted, `count` tells how many there
  /// are.
  static Element answer(int given, int all) {
    var set = Element.of(Ns.RSM, "set");
    if (given == 0) {
      return set.with(count(all));
    }
    return set.with(Element.of(Ns.RSM, "first", "0").with("index", "0"))
        .with(Element.of(Ns.RSM, "last", Integer.toString(given - 1)))
        .with(count(given));
  }

  private static Element count(int number) {
    return Element.of(Ns.RSM, "count", Integer.toString(number));
  }
}
