package chat.monarch.bench;

import chat.monarch.testkit.homeserver.StubHomeserver;
import java.util.List;
import java.util.Map;

/// Puts loads on the bridge, one after another.
final class Trials {
  /// What has not come this many seconds after the last arrival is lost.
  private static final int PATIENCE = 20;

  private static final int FEWEST = 500;
  private static final int MOST = 60_000;

  private final Stage stage;
  private Verdict verdict = Verdict.NOTHING;
  private int runs;

  Trials(Stage stage) {
    this.stage = stage;
  }

  /// Writes so many messages and waits until all have arrived.
  Outcome run(Way way, List<Conversation> conversations, int count, int perSecond) {
    var load = new Load("run" + ++runs, conversations, count, perSecond);
    var passage = new Passage(stage, way, load);
    var http = http();
    var database = stage.database().counts();
    var usage = stage.usage();
    var sent = passage.write();
    var arrivals = passage.arrivals(PATIENCE);
    var outcome =
        Outcome.of(
            load,
            way,
            sent,
            arrivals,
            stage.usage().minus(usage),
            minus(http(), http),
            stage.database().counts().minus(database));
    verdict = verdict.and(outcome.verdict());
    return outcome;
  }

  /// Floods it for about that long, so that the next flood meets a warm process.
  ///
  /// @return how many messages a second came through at last
  double warmUp(Way way, List<Conversation> conversations, int seconds) {
    var rate = 0.0;
    var count = FEWEST;
    for (var spent = 0.0; spent < seconds; ) {
      var outcome = run(way, conversations, count, 0);
      spent += outcome.seconds();
      rate = outcome.perSecond();
      count = count(rate, Math.max(1, seconds / 4));
    }
    return rate;
  }

  /// Floods it for about that long.
  Outcome flood(Way way, List<Conversation> conversations, int seconds) {
    var rate = warmUp(way, conversations, Math.max(2, seconds / 2));
    return run(way, conversations, count(rate, seconds), 0);
  }

  private static int count(double perSecond, int seconds) {
    return Math.clamp((long) (perSecond * seconds), FEWEST, MOST);
  }

  /// Each conversation's first message, which opens its room.
  List<Conversation> open(List<Conversation> conversations) {
    var load = new Load("open" + ++runs, conversations, conversations.size(), 0);
    var passage = new Passage(stage, Way.INTO_MATRIX, load);
    passage.write();
    var rooms = passage.arrivals(PATIENCE);
    if (rooms.size() != conversations.size()) {
      throw new IllegalStateException(
          "%d of %d rooms were opened".formatted(rooms.size(), conversations.size()));
    }
    return rooms.stream().map(it -> conversations.get(it.number()).in(it.place())).toList();
  }

  private StubHomeserver.Counts http() {
    return stage.homeserver().ask("/counts", Map.of(), StubHomeserver.Counts.class);
  }

  private static StubHomeserver.Counts minus(
      StubHomeserver.Counts after, StubHomeserver.Counts before) {
    return new StubHomeserver.Counts(
        after.requests() - before.requests(), after.transactions() - before.transactions());
  }

  /// What became of all messages of all runs.
  Verdict verdict() {
    return verdict;
  }
}
