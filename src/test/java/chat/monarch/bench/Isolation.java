package chat.monarch.bench;

import chat.monarch.bench.Arrivals.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether what befalls one login or its rooms delays others: the same traffic again and again, in
/// pairs of undisturbed and disturbed runs.
final class Isolation {
  /// So many accounts take part.
  static final int LOGINS = 21;

  private static final int STRUCK = 10;
  private static final int OTHERS = 20;
  private static final int PAIRS = 5;
  private static final int WARMING_RUNS = 3;
  private static final int PACE = 100;
  private static final int PACE_OF_STRUCK = 10;

  /// Whom it befell may come back after a long pause.
  private static final int PATIENCE = 90;

  private final Stage stage;
  private final int seconds;
  private final String management;
  private Verdict verdict = Verdict.NOTHING;
  private int runs;

  /// @param seconds how long a run is
  /// @param management where the owner of the first account talks to the bot
  Isolation(Stage stage, int seconds, String management) {
    this.stage = stage;
    this.seconds = seconds;
    this.management = management;
  }

  /// Who writes all the time, and whom the disturbance befalls.
  private record Company(List<Conversation> others, List<Conversation> struck) {}

  /// @param heldBack how many messages of the struck were missing when the others' had arrived
  private record Run(Delays into, Delays out, int heldBack) {}

  /// Opens the rooms, and measures.
  List<Comparison> measure() throws InterruptedException, ExecutionException {
    var all = Cast.conversations();
    var more = all.subList(Cast.LOGINS, Cast.LOGINS + STRUCK + OTHERS / 2 - 1);
    var wanted = Stream.concat(all.subList(0, LOGINS).stream(), more.stream()).toList();
    var opened = new Trials(stage).open(wanted);
    var ofFirst = opened.stream().filter(it -> it.login() == 0).toList();
    var ofOthers = opened.stream().filter(it -> it.login() > 0).toList();
    var apart = new Company(ofOthers, ofFirst.subList(0, STRUCK));
    // Where only rooms hang, half of the others are the same login's.
    var mixed =
        new Company(
            Stream.concat(
                    ofFirst.subList(STRUCK, ofFirst.size()).stream(),
                    ofOthers.subList(0, OTHERS / 2).stream())
                .toList(),
            apart.struck());
    warmUp(apart);
    var found = new ArrayList<Comparison>();
    found.addAll(compare(new Disturbance.HangingRooms(stage, mixed.struck()), mixed));
    found.addAll(compare(struckAccount(apart, true), apart));
    found.addAll(compare(struckAccount(apart, false), apart));
    return found;
  }

  private void warmUp(Company company) throws InterruptedException, ExecutionException {
    System.out.println("Warming up");
    for (var i = 0; i < WARMING_RUNS; i++) {
      run(company, null);
    }
  }

  private Disturbance struckAccount(Company company, boolean freezes) {
    return new Disturbance.StruckAccount(stage, company.struck().getFirst(), management, freezes);
  }

  private List<Comparison> compare(Disturbance disturbance, Company company)
      throws InterruptedException, ExecutionException {
    var undisturbed = new ArrayList<Run>();
    var disturbed = new ArrayList<Run>();
    for (var pair = 0; pair < PAIRS; pair++) {
      var first = pair % 2 == 0;
      if (first) {
        undisturbed.add(run(company, null));
      }
      disturbed.add(run(company, disturbance));
      if (!first) {
        undisturbed.add(run(company, null));
      }
      say(disturbance, undisturbed.getLast(), disturbed.getLast());
    }
    return List.of(
        comparison(disturbance, Way.INTO_MATRIX, undisturbed, disturbed, Run::into),
        comparison(disturbance, Way.OUT_OF_MATRIX, undisturbed, disturbed, Run::out));
  }

  private static Comparison comparison(
      Disturbance disturbance,
      Way way,
      List<Run> undisturbed,
      List<Run> disturbed,
      Function<Run, Delays> delays) {
    return new Comparison(
        disturbance,
        way,
        undisturbed.stream().map(delays).toList(),
        disturbed.stream().map(delays).toList(),
        disturbed.stream().mapToInt(Run::heldBack).sum());
  }

  private static void say(Disturbance disturbance, Run undisturbed, Run disturbed) {
    System.out.printf(
        "%s: into Matrix p50 %.1f and %.1f ms, out of Matrix %.1f and %.1f ms, %d held back%n",
        disturbance.words(),
        undisturbed.into().at(0.5),
        disturbed.into().at(0.5),
        undisturbed.out().at(0.5),
        disturbed.out().at(0.5),
        disturbed.heldBack());
  }

  /// Both ways at once.
  ///
  /// @param disturbance null for none
  private Run run(Company company, @Nullable Disturbance disturbance)
      throws InterruptedException, ExecutionException {
    var into = passage(Way.INTO_MATRIX, company.others(), PACE);
    var out = passage(Way.OUT_OF_MATRIX, company.others(), PACE);
    var struckInto = passage(Way.INTO_MATRIX, company.struck(), PACE_OF_STRUCK);
    var struckOut = passage(Way.OUT_OF_MATRIX, company.struck(), PACE_OF_STRUCK);
    if (disturbance != null) {
      disturbance.begin();
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var struck = Stream.of(struckInto, struckOut).map(it -> threads.submit(it::write)).toList();
      var carriedInto = threads.submit(() -> carry(into));
      var carriedOut = threads.submit(() -> carry(out));
      var delaysInto = carriedInto.get();
      var delaysOut = carriedOut.get();
      for (Future<long[]> written : struck) {
        written.get();
      }
      var run = new Run(delaysInto, delaysOut, struckInto.missing() + struckOut.missing());
      end(disturbance, run.heldBack());
      count(struckInto, struckInto.arrivals(PATIENCE));
      count(struckOut, struckOut.arrivals(PATIENCE));
      return run;
    }
  }

  private Passage passage(Way way, List<Conversation> conversations, int pace) {
    var load = new Load("isolation" + ++runs, conversations, pace * seconds, pace);
    return new Passage(stage, way, load);
  }

  private Delays carry(Passage passage) {
    var sent = passage.write();
    var arrivals = passage.arrivals(PATIENCE);
    count(passage, arrivals);
    return Delays.of(sent, arrivals);
  }

  private synchronized void count(Passage passage, List<Arrival> arrivals) {
    verdict = verdict.and(Verdict.of(passage.load(), passage.way(), arrivals));
  }

  /// A run proves something only where a disturbance was in effect, or none was.
  private static void end(@Nullable Disturbance disturbance, int heldBack) {
    if (disturbance == null) {
      if (heldBack > 0) {
        throw new IllegalStateException(heldBack + " messages were late in an undisturbed run");
      }
    } else if (!disturbance.end() || heldBack == 0) {
      throw new IllegalStateException("Nothing was disturbed: " + disturbance.words());
    }
  }

  /// What became of all messages, those of whom it befell too.
  Verdict verdict() {
    return verdict;
  }
}
