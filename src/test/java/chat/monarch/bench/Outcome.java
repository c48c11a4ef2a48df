package chat.monarch.bench;

import chat.monarch.bench.Arrivals.Arrival;
import chat.monarch.testkit.homeserver.StubHomeserver;
import java.util.List;

/// What a load came to.
///
/// @param seconds from the first line written to the last one arrived
/// @param delays of all that arrived
record Outcome(
    Way way,
    int conversations,
    Verdict verdict,
    double seconds,
    Delays delays,
    Usage usage,
    StubHomeserver.Counts http,
    EmbeddedServer.Counts database) {

  static Outcome of(
      Load load,
      Way way,
      long[] sent,
      List<Arrival> arrivals,
      Usage usage,
      StubHomeserver.Counts http,
      EmbeddedServer.Counts database) {
    var last = arrivals.stream().mapToLong(Arrival::at).max().orElse(sent[0]);
    return new Outcome(
        way,
        load.conversations().size(),
        Verdict.of(load, way, arrivals),
        (last - sent[0]) / 1e6,
        Delays.of(sent, arrivals),
        usage,
        http,
        database);
  }

  String breadth() {
    return conversations == 1 ? "1 conversation" : conversations + " conversations";
  }

  double perSecond() {
    return delays.count() / seconds;
  }

  /// See [Delays#at].
  double delay(double share) {
    return delays.at(share);
  }

  /// Something counted, for each message.
  double each(double counted) {
    return counted / verdict.sent();
  }

  /// CPU seconds of the bridge for each 1,000 messages.
  double bridgeCpu() {
    return 1_000 * each(usage.bridge());
  }

  /// The same of its database.
  double databaseCpu() {
    return 1_000 * each(usage.database());
  }

  double cpu() {
    return bridgeCpu() + databaseCpu();
  }

  /// What one has to know of it while it runs.
  @Override
  public String toString() {
    return ("%s, %s: %,d in %.1f s, %,.0f/s; CPU s per 1,000: bridge %.2f, database"
            + " %.2f, homeserver %.2f, service %.2f; p50 %.1f ms, p99 %.1f ms; per message:"
            + " %.2f requests, %.2f transactions, %.2f commits, %.2f syncs, %.0f bytes of log")
        .formatted(
            way.words(),
            breadth(),
            delays.count(),
            seconds,
            perSecond(),
            bridgeCpu(),
            databaseCpu(),
            1_000 * each(usage.homeserver()),
            1_000 * each(usage.service()),
            delay(0.5),
            delay(0.99),
            each(http.requests()),
            each(http.transactions()),
            each(database.commits()),
            each(database.syncs()),
            each(database.walBytes()));
  }
}
