package chat.monarch.bench;

import java.util.concurrent.TimeUnit;

/// What the bridge does with very much that waits when it starts: how long that takes, how much
/// memory, and whether it comes in order. In the middle of it the homeserver goes away.
final class Backlog {
  /// So many accounts take part, with all their conversations.
  static final int LOGINS = 20;

  private static final int PATIENCE = 120;
  private static final int AWAY_SECONDS = 5;
  private static final double MIB = 1 << 20;

  private final Stage stage;
  private final int rows;
  private Verdict verdict = Verdict.NOTHING;

  Backlog(Stage stage, int rows) {
    this.stage = stage;
    this.rows = rows;
  }

  /// Opens the rooms, and measures both ways.
  Verdict measure() throws InterruptedException {
    var wanted = Cast.conversations().stream().filter(it -> it.login() < LOGINS).toList();
    var opened = new Trials(stage).open(wanted);
    for (var way : Way.values()) {
      var load = new Load("backlog" + way.ordinal(), opened, rows, 0);
      drain(new Passage(stage, way, load));
    }
    return verdict;
  }

  private void drain(Passage passage) throws InterruptedException {
    stage.killBridge();
    new BacklogRows(stage.database()).add(passage.way(), passage.load());
    var began = System.nanoTime();
    stage.startBridge();
    var ready = seconds(began);
    awaitHalf(passage);
    stage.homeserver().ask("/away", AWAY_SECONDS, Boolean.class);
    var arrivals = passage.arrivals(PATIENCE);
    var seconds = (arrivals.getLast().at() - arrivals.getFirst().at()) / 1e6 - AWAY_SECONDS;
    var pid = stage.bridge().pid();
    System.out.printf(
        "%,d rows %s, %d conversations: ready in %.1f s, %,.0f/s; the bridge had %.0f MiB at most,"
            + " and has %.0f%n",
        rows,
        passage.way().words(),
        passage.load().conversations().size(),
        ready,
        arrivals.size() / seconds,
        ProcessCosts.mostResident(pid) / MIB,
        ProcessCosts.resident(pid) / MIB);
    verdict = verdict.and(Verdict.of(passage.load(), passage.way(), arrivals));
  }

  private void awaitHalf(Passage passage) throws InterruptedException {
    for (var missing = passage.missing(); missing > rows / 2; missing = passage.missing()) {
      TimeUnit.SECONDS.sleep(5);
      System.out.printf(
          "%,d wait, %.0f MiB%n", missing, ProcessCosts.resident(stage.bridge().pid()) / MIB);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
