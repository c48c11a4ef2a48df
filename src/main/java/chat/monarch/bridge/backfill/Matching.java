package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.domain.content.TextDigest;
import chat.monarch.store.KnownMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Which messages of an archive window we have already (ARC-13).
///
/// The archive has no ids: a copy is known by direction, text and time. Both lists are in order, so
/// of all ways to pair them in order the one with the most pairs is right, and among those the one
/// whose times agree best; each message is paired once. Directions are paired separately, since
/// messages that crossed stand in another order here than there.
final class Matching {
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  /// One pair outweighs any disagreement in time of all others.
  private static final long PAIR = 100_000_000L;

  private final Map<Integer, KnownMessage> known = new HashMap<>();
  private final List<KnownMessage> all;

  Matching(List<Archive.Entry> window, List<KnownMessage> known) {
    this.all = known;
    pair(window, known, true);
    pair(window, known, false);
  }

  /// What we know of an entry of the window.
  Optional<KnownMessage> known(int entry) {
    return Optional.ofNullable(known.get(entry));
  }

  /// What the user sent, as far as we know, in order.
  List<KnownMessage> outgoing(Predicate<KnownMessage> which) {
    return all.stream().filter(KnownMessage::outgoing).filter(which).toList();
  }

  /// The place of the last message that we have, 0 where there is none.
  long latest() {
    return all.isEmpty() ? 0 : all.getLast().position();
  }

  /// Whether the window reaches back to a message that we had before this one.
  boolean showsOlderThan(KnownMessage message) {
    return reachesBackTo(message.position() - 1);
  }

  /// Whether the window shows a message that has that place in the portal's order, or one before.
  boolean reachesBackTo(long position) {
    return known.values().stream().anyMatch(message -> message.position() <= position);
  }

  /// When the last message was said that has that place in the portal's order, or one before.
  Optional<Instant> lastUpTo(long position) {
    return all.stream()
        .filter(message -> message.position() <= position)
        .map(KnownMessage::at)
        .reduce((_, later) -> later);
  }

  /// Whether the archive's time of a message can be the same as ours.
  static boolean isNear(Instant archived, Instant known) {
    return Duration.between(archived, known).abs().compareTo(TOLERANCE) <= 0;
  }

  private void pair(List<Archive.Entry> window, List<KnownMessage> all, boolean outgoing) {
    var entries = new ArrayList<Integer>();
    for (int i = 0; i < window.size(); i++) {
      if (window.get(i).outgoing() == outgoing) {
        entries.add(i);
      }
    }
    var messages = all.stream().filter(message -> message.outgoing() == outgoing).toList();
    var scores = scores(window, entries, messages);
    follow(entries, messages, scores);
  }

  /// The best score of pairing the entries from `i` on with the messages from `j` on.
  private static long[][] scores(
      List<Archive.Entry> window, List<Integer> entries, List<KnownMessage> messages) {
    var best = new long[entries.size() + 1][messages.size() + 1];
    for (int i = entries.size() - 1; i >= 0; i--) {
      var entry = window.get(entries.get(i));
      var digest = TextDigest.of(entry.body());
      for (int j = messages.size() - 1; j >= 0; j--) {
        best[i][j] = Math.max(best[i + 1][j], best[i][j + 1]);
        var score = score(entry, digest, messages.get(j));
        if (score > 0) {
          best[i][j] = Math.max(best[i][j], score + best[i + 1][j + 1]);
        }
      }
    }
    return best;
  }

  private static long score(Archive.Entry entry, TextDigest digest, KnownMessage message) {
    var apart = Duration.between(entry.at(), message.at()).abs();
    var same = digest.equals(message.digest()) && isNear(entry.at(), message.at());
    return same ? PAIR - apart.toMillis() : 0;
  }

  private void follow(List<Integer> entries, List<KnownMessage> messages, long[][] best) {
    int i = 0;
    int j = 0;
    while (i < entries.size() && j < messages.size()) {
      if (best[i][j] == best[i + 1][j]) {
        i++;
      } else if (best[i][j] == best[i][j + 1]) {
        j++;
      } else {
        known.put(entries.get(i++), messages.get(j++));
      }
    }
  }
}
