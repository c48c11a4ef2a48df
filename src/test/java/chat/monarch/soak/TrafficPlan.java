package chat.monarch.soak;

import chat.monarch.soak.People.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Who will write what to whom, and when: single messages and bursts, drawn from the seed. Each
/// text begins with a mark that no other has.
final class TrafficPlan {
  private static final int A_MINUTE = 660;
  private static final int LONGEST_BURST = 9;
  private static final Pattern MARK = Pattern.compile("^[mc]\\d+-\\d{5}(?= )");
  private static final List<String> WORDS =
      List.of(
          "heron",
          "tram",
          "lantern",
          "otter",
          "comet",
          "ferry",
          "walnut",
          "<b>",
          "&amp;",
          "ä€😀",
          "\"quoted\"",
          "(L)",
          ":-)",
          "two\nlines",
          "  blanks",
          "100 %");

  private final int perSender;
  private final Duration time;

  TrafficPlan(Duration time) {
    this.time = time;
    this.perSender = (int) (time.toSeconds() * A_MINUTE / 60 / (2 * People.USERS));
  }

  /// A message to be written.
  ///
  /// @param due since the beginning
  record Line(Duration due, Pair pair, String text) {}

  /// The mark at the beginning of a text; empty where it has none.
  static String mark(String text) {
    return MARK.matcher(text).results().findFirst().map(found -> found.group()).orElse("");
  }

  /// What a user writes in Matrix, in order.
  List<Line> ofUser(long seed, int user) {
    return lines(new Random(seed * 1_000 + user), user, "m");
  }

  /// What a user's contacts write in Messenger, in order.
  List<Line> ofContacts(long seed, int user) {
    return lines(new Random(seed * 1_000 + 500 + user), user, "c");
  }

  private List<Line> lines(Random random, int user, String side) {
    var drawn = new ArrayList<Line>();
    while (drawn.size() < perSender) {
      drawn.addAll(burst(random, user));
    }
    drawn.sort(Comparator.comparing(Line::due));
    return IntStream.range(0, perSender)
        .mapToObj(i -> marked(drawn.get(i), side + user + "-%05d".formatted(i)))
        .toList();
  }

  private List<Line> burst(Random random, int user) {
    var pair = new Pair(user, random.nextInt(People.CONTACTS));
    var due = Duration.ofMillis(random.nextLong(time.toMillis()));
    var length = random.nextBoolean() ? 1 : random.nextInt(2, LONGEST_BURST + 1);
    var lines = new ArrayList<Line>();
    for (var i = 0; i < length; i++) {
      lines.add(new Line(due, pair, words(random)));
      due = due.plusMillis(random.nextInt(5, 200));
    }
    return lines;
  }

  private static String words(Random random) {
    var count = random.nextInt(100) == 0 ? 600 : random.nextInt(1, 8);
    return random
        .ints(count, 0, WORDS.size())
        .mapToObj(WORDS::get)
        .collect(Collectors.joining(" ", "", "."));
  }

  private static Line marked(Line line, String mark) {
    return new Line(line.due(), line.pair(), mark + " " + line.text());
  }
}
