package chat.monarch.bench;

import chat.monarch.bench.Results.Floods;
import chat.monarch.bench.Results.Memory;
import chat.monarch.bench.Results.Resident;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The main of `deploy/bench`, which has built what this needs.
final class Bench {
  private static final int PORTALS = 1_000;
  private static final int PACE = 100;
  private static final Duration SETTLING = Duration.ofSeconds(8);

  private final int seconds;
  private final Path out;
  private final Stage stage;
  private final Trials trials;
  private final Accounts accounts;

  private Bench(int seconds, Path data, Path out) {
    this.seconds = seconds;
    this.out = out;
    this.stage = new Stage(data);
    this.trials = new Trials(stage);
    this.accounts = new Accounts(stage, Cast.LOGINS);
  }

  /// @param arguments how many seconds each measurement lasts, the folder for data and logs, that
  ///     for the results, and `isolation` or `backlog` with a number of rows for those in its place
  public static void main(String[] arguments) throws Exception {
    var data = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
    var out = Files.createDirectories(Path.of(arguments[2]).toAbsolutePath());
    var bench = new Bench(Integer.parseInt(arguments[0]), data, out);
    boolean perfect;
    try (var _ = bench.stage) {
      perfect =
          switch (arguments.length) {
            case 3 -> bench.run();
            case 4 -> bench.isolation();
            default -> bench.backlog(Integer.parseInt(arguments[4]));
          };
    }
    System.exit(perfect ? 0 : 1);
  }

  private boolean run() throws Exception {
    var idle = settled("Idle");
    var commit = stage.database().commitMillis();
    accounts.link();
    stage.restartBridge();
    accounts.awaitOnline();
    var logins = settled("100 logins");
    var results = measure(commit, idle, logins);
    System.out.println("\n" + Table.of(results));
    var json = json(results).toString();
    System.out.println(json);
    Files.writeString(out.resolve("bench.json"), json + "\n");
    Files.writeString(out.resolve("bench.svg"), Chart.of(results));
    say("Written: " + out.resolve("bench.json") + " and bench.svg beside it");
    return results.verdict().isPerfect();
  }

  private boolean isolation() throws Exception {
    var management = new Accounts(stage, Isolation.LOGINS).link().getFirst();
    var isolation = new Isolation(stage, seconds, management);
    var table = new IsolationTable(isolation.measure(), isolation.verdict());
    say("\n" + table.text());
    var json = head();
    json.set("isolation", table.json());
    json.set("messages", Station.JSON.valueToTree(isolation.verdict()));
    say(json.toString());
    Files.writeString(out.resolve("isolation.json"), json + "\n");
    return isolation.verdict().isPerfect();
  }

  private boolean backlog(int rows) throws Exception {
    var people = new Accounts(stage, Backlog.LOGINS);
    people.link();
    var verdict = new Backlog(stage, rows).measure();
    say("All together: " + verdict);
    return verdict.isPerfect();
  }

  private Results measure(double commit, Resident idle, Resident logins) throws Exception {
    var all = Cast.conversations();
    var ofOneLogin = all.stream().filter(it -> it.login() == 0).count();
    var opened = trials.open(all.subList(0, Cast.LOGINS));
    var many = opened.subList(0, Cast.LOGINS);
    var rest = trials.open(all.subList(Cast.LOGINS, Cast.LOGINS + (int) ofOneLogin - 1));
    var first = many.stream().filter(it -> it.login() == 0).toList();
    var mine = Stream.concat(first.stream(), rest.stream()).toList();
    var into = floods(Way.INTO_MATRIX, first, many, mine);
    var paceInto = tell(trials.run(Way.INTO_MATRIX, many, PACE * seconds, PACE));
    var out = floods(Way.OUT_OF_MATRIX, first, many, mine);
    var paceOut = tell(trials.run(Way.OUT_OF_MATRIX, many, PACE * seconds, PACE));
    var most = ProcessCosts.mostResident(stage.bridge().pid());
    trials.open(all.subList(Cast.LOGINS + rest.size(), PORTALS));
    stage.restartBridge();
    accounts.awaitOnline();
    var portals = settled("1,000 portals");
    var memory = new Memory(idle, logins, portals, most);
    return new Results(into, out, paceInto, paceOut, memory, commit, trials.verdict());
  }

  private Floods floods(
      Way way, List<Conversation> one, List<Conversation> many, List<Conversation> ofOneLogin) {
    return new Floods(
        tell(trials.flood(way, one, seconds)),
        tell(trials.flood(way, many, seconds)),
        tell(trials.flood(way, ofOneLogin, seconds)));
  }

  private static Outcome tell(Outcome outcome) {
    say(outcome.toString());
    return outcome;
  }

  /// What is resident when nothing has happened for a while.
  private Resident settled(String what) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
    var resident =
        new Resident(
            ProcessCosts.resident(stage.bridge().pid()),
            ProcessCosts.sharedByTree(stage.database().pid()));
    say(
        "%s: %d MiB resident, its database %d MiB"
            .formatted(what, resident.bridge() >> 20, resident.database() >> 20));
    return resident;
  }

  private ObjectNode head() {
    return Station.JSON
        .createObjectNode()
        .put("native", !System.getProperty("monarch.executable", "").isEmpty())
        .put("seconds", seconds);
  }

  private ObjectNode json(Results results) {
    var json = head();
    json.put("commit_ms", results.commit());
    results.figures().forEach(figure -> json.put(figure.key(), figure.ours()));
    json.set("messages", Station.JSON.valueToTree(results.verdict()));
    return json;
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
