package chat.monarch.bench;

import chat.monarch.bench.Arrivals.Arrival;
import chat.monarch.testkit.homeserver.StubHomeserver;
import java.util.Arrays;
import java.util.List;

/// What a load came to.
///
/// @param seconds from the first line written to the last one arrived
/// @param delays of all that arrived, in microseconds, the shortest first
record Outcome(
    Way way,
    int conversations,
    Verdict verdict,
    double seconds,
    long[] delays,
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
    var delays =
        arrivals.stream().mapToLong(arrival -> arrival.at() - sent[arrival.number()]).toArray();
    Arrays.sort(delays);
    var last = arrivals.stream().mapToLong(Arrival::at).max().orElse(sent[0]);
    return new Outcome(
        way,
        load.conversations().size(),
        Verdict.of(load, way, arrivals),
        (last - sent[0]) / 1e6,
        delays,
        usage,
        http,
        database);
  }

  String breadth() {
    return conversations == 1 ? "1 conversation" : conversations + " conversations";
  }

  double perSecond() {
    return delays.length / seconds;
  }

  /// A delay in milliseconds that this share of the messages did not exceed.
  double delay(double share) {
    if (delays.length == 0) {
      return Double.NaN;
    }
    var place = (int) Math.ceil(share * delays.length) - 1;
    return delays[Math.max(0, place)] / 1e3;
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
            delays.length,
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
