package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.domain.content.TextDigest;
import chat.monarch.store.KnownMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How many messages of a burst arrived whose stream broke, as far as an archive window shows it
/// (decision 9).
///
/// A stream is ordered: of the burst, the first ones arrived and the others did not. For each
/// number that may have arrived, the conversation would end in another way; the window is its end,
/// and shows which of them it is. Messages that the user sent from other places may stand in
/// between. Where equal texts leave several numbers possible, all of them are given.
final class BrokenBurst {
  private static final int IMPOSSIBLE = -1;

  /// Outweighs any number of entries.
  private static final int WHOLE = 1000;

  private final List<Archive.Entry> shown;
  private final List<TextDigest> texts;
  private final List<KnownMessage> before;
  private final List<KnownMessage> burst;
  private final boolean complete;

  /// @param before what the user had sent before, in order
  /// @param burst the messages in question, in order
  BrokenBurst(Archive.Window window, List<KnownMessage> before, List<KnownMessage> burst) {
    this.shown = window.entries().stream().filter(Archive.Entry::outgoing).toList();
    this.texts = shown.stream().map(entry -> TextDigest.of(entry.body())).toList();
    this.before = before;
    this.burst = burst;
    this.complete = window.complete();
  }

  /// At least and at most so many arrived.
  record Arrived(int least, int most) {}

  /// How many arrived, or empty when the window says nothing about it.
  ///
  /// @param showsOlder whether the window reaches back to a message before the burst, or to the
  ///     beginning
  Optional<Arrived> arrived(boolean showsOlder) {
    var best = IMPOSSIBLE;
    var least = 0;
    var most = 0;
    for (int number = 0; number <= burst.size(); number++) {
      var likelihood = likelihood(number, showsOlder);
      if (likelihood > best) {
        best = likelihood;
        least = number;
      }
      if (likelihood == best) {
        most = number;
      }
    }
    return best == IMPOSSIBLE ? Optional.empty() : Optional.of(new Arrived(least, most));
  }

  /// How well the window fits if so many arrived: the more of its entries are explained the better,
  /// and best of all if it shows the whole conversation and that is just what was sent.
  private int likelihood(int number, boolean showsOlder) {
    var sent = sent(number);
    var explained = 0;
    var entry = shown.size() - 1;
    for (var message : sent.reversed()) {
      var place = placeOf(message, entry);
      if (place >= 0) {
        explained++;
        entry = place - 1;
      } else if (!message.doubtful()) {
        return mayBe(number, explained, showsOlder) ? explained : IMPOSSIBLE;
      }
    }
    return mayBe(number, explained, showsOlder) ? explained + (complete ? WHOLE : 0) : IMPOSSIBLE;
  }

  /// The last one that arrived is in the window; if none did, the window must reach back far enough
  /// to show that.
  private static boolean mayBe(int number, int explained, boolean showsOlder) {
    return number == 0 ? showsOlder : explained > 0;
  }

  private List<KnownMessage> sent(int number) {
    var sent = new ArrayList<>(before);
    sent.addAll(burst.subList(0, number));
    return sent;
  }

  private int placeOf(KnownMessage message, int latest) {
    for (int place = latest; place >= 0; place--) {
      if (texts.get(place).equals(message.digest())
          && Matching.isNear(shown.get(place).at(), message.at())) {
        return place;
      }
    }
    return -1;
  }
}
