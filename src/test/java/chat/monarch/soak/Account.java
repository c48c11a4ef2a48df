package chat.monarch.soak;

import chat.monarch.soak.Conversation.Message;
import chat.monarch.testkit.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What became of the messages of one direction of one conversation.
///
/// @param reordered how many, at the least, would have to be moved
/// @param strange the marks of what was shown and not sent
/// @param excused how many are missing of which the bridge said so
record Account(
    int sent,
    int delivered,
    List<Offence> lost,
    List<Offence> doubled,
    List<Offence> displaced,
    List<Offence> altered,
    List<String> strange,
    int reordered,
    int excused) {

  /// A message with which something is wrong, and where it was seen.
  record Offence(String mark, Instant sent, List<Instant> shown, String what) {
    /// The last time at which something of it was seen.
    Instant last() {
      return shown.isEmpty() ? sent : shown.getLast();
    }
  }

  /// Accounts for what the user wrote in Matrix.
  static Account toMessenger(Conversation talk) {
    return of(
        talk.writtenByUser(),
        talk.shownToContact(),
        message -> talk.told().contains(message.mark()));
  }

  /// Accounts for what the contact wrote in Messenger.
  static Account toMatrix(Conversation talk) {
    return of(
        talk.writtenByContact(),
        talk.shownToUser(),
        message -> talk.gaps().stream().anyMatch(gap -> gap.covers(message.at())));
  }

  private static Account of(List<Message> sent, List<Message> shown, Predicate<Message> excused) {
    var seen = new LinkedHashMap<String, List<Message>>();
    shown.forEach(
        message -> seen.computeIfAbsent(message.mark(), _ -> new ArrayList<>()).add(message));
    var missing = sent.stream().filter(message -> !seen.containsKey(message.mark())).toList();
    var lost = missing.stream().filter(excused.negate()).toList();
    var tally = Tally.of(marks(sent), marks(shown));
    return new Account(
        sent.size(),
        sent.size() - missing.size(),
        offences(lost, seen, "lost"),
        offences(having(sent, tally.doubled()), seen, "doubled"),
        offences(having(sent, displaced(sent, shown)), seen, "out of order"),
        offences(altered(sent, seen), seen, "altered"),
        tally.strange(),
        tally.reordered(),
        missing.size() - lost.size());
  }

  private static List<String> marks(List<Message> messages) {
    return messages.stream().map(Message::mark).toList();
  }

  private static List<Message> having(List<Message> sent, List<String> marks) {
    var wanted = new HashSet<>(marks);
    return sent.stream().filter(message -> wanted.contains(message.mark())).toList();
  }

  /// Those that were first shown behind one that was sent later.
  private static List<String> displaced(List<Message> sent, List<Message> shown) {
    var places = marks(sent);
    var displaced = new ArrayList<String>();
    var furthest = -1;
    for (var mark : new LinkedHashSet<>(marks(shown))) {
      var place = places.indexOf(mark);
      if (place < furthest) {
        displaced.add(mark);
      }
      furthest = Math.max(furthest, place);
    }
    return displaced;
  }

  private static List<Message> altered(List<Message> sent, Map<String, List<Message>> seen) {
    return sent.stream()
        .filter(
            message ->
                seen.getOrDefault(message.mark(), List.of()).stream()
                    .anyMatch(copy -> !copy.text().equals(message.text())))
        .toList();
  }

  private static List<Offence> offences(
      List<Message> messages, Map<String, List<Message>> seen, String what) {
    return messages.stream()
        .map(
            message ->
                new Offence(
                    message.mark(),
                    message.at(),
                    seen.getOrDefault(message.mark(), List.of()).stream().map(Message::at).toList(),
                    what))
        .toList();
  }
}
