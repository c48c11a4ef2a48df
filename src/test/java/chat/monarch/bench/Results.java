package chat.monarch.bench;

import static java.lang.Double.NaN;

import java.util.ArrayList;
import java.util.List;

/// All that was measured.
///
/// @param commit what one commit takes here, in milliseconds
record Results(
    Floods intoMatrix,
    Floods outOfMatrix,
    Outcome paceIntoMatrix,
    Outcome paceOutOfMatrix,
    Memory memory,
    double commit,
    Verdict verdict) {
  private static final double MIB = 1 << 20;

  /// Floods one way.
  ///
  /// @param one in one conversation
  /// @param many in a hundred, of as many logins
  /// @param ofOneLogin in a hundred of one login
  record Floods(Outcome one, Outcome many, Outcome ofOneLogin) {}

  /// What is resident, in bytes.
  ///
  /// @param bridge the bridge alone
  /// @param database the database, what its processes share counted once
  record Resident(long bridge, long database) {
    double bridgeMib() {
      return bridge / MIB;
    }
  }

  /// @param most of the bridge under all that load
  record Memory(Resident idle, Resident logins, Resident portals, long most) {}

  /// The figures in the order in which they are shown.
  List<Figure> figures() {
    var figures = new ArrayList<Figure>();
    figures.addAll(rates());
    figures.addAll(cpu());
    figures.addAll(delays());
    figures.addAll(memories());
    return figures;
  }

  List<Figure> rates() {
    return List.of(
        rate("into_1", "into Matrix, 1 conversation", intoMatrix.one(), 744, 291),
        rate("into_100", "into Matrix, 100 conversations", intoMatrix.many(), 1_193, 988),
        rate("into_100_of_1", "  the same, all of one login", intoMatrix.ofOneLogin(), NaN, NaN),
        rate("out_1", "out of Matrix, 1 conversation", outOfMatrix.one(), 3_415, 985),
        rate("out_100", "out of Matrix, 100 conversations", outOfMatrix.many(), 3_958, 2_649),
        rate("out_100_of_1", "  the same, all of one login", outOfMatrix.ofOneLogin(), NaN, NaN));
  }

  private static Figure rate(String key, String label, Outcome ours, double node, double go) {
    var aim = 1.5 * Math.max(node, go);
    return new Figure("rate_" + key, label, 0, ours.perSecond(), node, go, aim);
  }

  List<Figure> cpu() {
    return List.of(
        cpu("into_1", "into Matrix, 1 conversation", intoMatrix.one(), 1.4, 4.3),
        cpu("into_100", "into Matrix, 100 conversations", intoMatrix.many(), 1.2, 1.5),
        cpu("out_1", "out of Matrix, 1 conversation", outOfMatrix.one(), 0.43, 0.9),
        cpu("out_100", "out of Matrix, 100 conversations", outOfMatrix.many(), 0.38, 0.55));
  }

  private static Figure cpu(String key, String label, Outcome ours, double node, double go) {
    return new Figure("cpu_" + key, label, 2, ours.cpu(), node, go, Math.min(node, go) / 2);
  }

  /// The part of each of [#cpu] that is the database's.
  List<Double> databaseCpu() {
    return List.of(
        intoMatrix.one().databaseCpu(),
        intoMatrix.many().databaseCpu(),
        outOfMatrix.one().databaseCpu(),
        outOfMatrix.many().databaseCpu());
  }

  List<Figure> delays() {
    var median = commit + 1.5;
    return List.of(
        delay("into_p50", "into Matrix, median", paceIntoMatrix.delay(0.5), 2.5, 1.6, median),
        delay("into_p99", "into Matrix, 99 of 100", paceIntoMatrix.delay(0.99), 30, 4.1, 10),
        delay("out_p50", "out of Matrix, median", paceOutOfMatrix.delay(0.5), 2.1, 0.7, median),
        delay("out_p99", "out of Matrix, 99 of 100", paceOutOfMatrix.delay(0.99), 7.7, 1.4, 10));
  }

  private static Figure delay(
      String key, String label, double ours, double node, double go, double aim) {
    return new Figure("delay_" + key, label, 1, ours, node, go, aim);
  }

  List<Figure> memories() {
    return List.of(
        new Figure("memory_idle", "idle", 0, memory.idle().bridgeMib(), 85, 25, 110),
        new Figure("memory_logins", "100 logins", 0, memory.logins().bridgeMib(), NaN, 30, 120),
        Figure.alone("memory_portals", "1,000 portals", 0, memory.portals().bridgeMib()),
        Figure.alone("memory_most", "the most, under load", 0, memory.most() / MIB),
        Figure.alone(
            "memory_database",
            "its database, 1,000 portals",
            0,
            memory.portals().database() / MIB));
  }
}
