package chat.monarch.bench;

import java.util.Locale;

/// What showing contacts has cost and brought.
///
/// @param bridge seconds of CPU
/// @param database seconds of CPU of the bridge's database
/// @param homeserver seconds of CPU of Synapse, of what it answers to clients too
/// @param requests by which the bridge told how a ghost is
/// @param overtaken states that were never told, as another came first
/// @param cut how often a ghost was told that the budget lets be forgotten
/// @param changes that contacts made
/// @param seen how many of them a client has shown
record PresenceCosts(
    double bridge,
    double database,
    double homeserver,
    double requests,
    double overtaken,
    double cut,
    double changes,
    double seen) {
  PresenceCosts minus(PresenceCosts before) {
    return new PresenceCosts(
        bridge - before.bridge,
        database - before.database,
        homeserver - before.homeserver,
        requests - before.requests,
        overtaken - before.overtaken,
        cut - before.cut,
        changes - before.changes,
        seen - before.seen);
  }

  /// As much of each as if it had gone on so.
  PresenceCosts times(double factor) {
    return new PresenceCosts(
        bridge * factor,
        database * factor,
        homeserver * factor,
        requests * factor,
        overtaken * factor,
        cut * factor,
        changes * factor,
        seen * factor);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.0f requests; CPU: bridge %.1f s, its database %.1f s, Synapse %.1f s;"
            + " %.0f changes, %.0f overtaken, %.0f seen; %.0f times a ghost was left to be forgotten",
        requests,
        bridge,
        database,
        homeserver,
        changes,
        overtaken,
        seen,
        cut);
  }
}
