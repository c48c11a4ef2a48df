package chat.monarch.sandbox.service;

import chat.monarch.sandbox.people.Persona;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What pairs have written to each other, the last thousand messages of each pair.
///
/// It is kept for all, since either user may keep an archive; [Archive] decides what is shown.
final class History {
  private static final int KEPT = 1000;

  private final Map<Pair, Deque<Said>> said = new HashMap<>();

  /// @param from the CID of who wrote it
  record Said(String from, String body, Instant at) {}

  private record Pair(String one, String other) {
    static Pair of(String a, String b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
  }

  /// Takes over what personas have said before the start.
  void addPast(List<Persona> personas) {
    personas.stream()
        .flatMap(persona -> persona.history().stream().map(line -> new Past(persona.cid(), line)))
        .sorted(Comparator.comparing(past -> past.line().at()))
        .forEach(past -> add(past.from(), past.to(), past.line().body(), past.line().at()));
  }

  private record Past(String cid, Persona.Line line) {
    String from() {
      return line.fromMe() ? cid : line.with();
    }

    String to() {
      return line.fromMe() ? line.with() : cid;
    }
  }

  void add(String from, String to, String body, Instant at) {
    var lines = said.computeIfAbsent(Pair.of(from, to), _ -> new ArrayDeque<>());
    lines.add(new Said(from, body, at));
    if (lines.size() > KEPT) {
      lines.remove();
    }
  }

  /// The last messages of a pair, the oldest first.
  List<Said> last(String one, String other, int limit) {
    var lines = said.getOrDefault(Pair.of(one, other), new ArrayDeque<>());
    return lines.stream().skip(Math.max(0, lines.size() - limit)).toList();
  }
}
