package chat.monarch.soak;

import chat.monarch.soak.Conversation.Message;
import chat.monarch.testkit.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What became of the messages of one direction of one conversation.
///
/// @param reordered how many, at the least, would have to be moved
/// @param strange the marks of what was shown and not sent
/// @param late how many were shown at last as something of the past, behind newer ones, after the
///   bridge had said that they may be missing
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
    int late,
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
    var late = late(sent, shown, excused);
    var inTime = shown.stream().filter(message -> !late.contains(message.mark())).toList();
    var tally = Tally.of(marks(sent), marks(shown));
    return new Account(
        sent.size(),
        sent.size() - missing.size(),
        offences(lost, seen, "lost"),
        offences(having(sent, tally.doubled()), seen, "doubled"),
        offences(having(sent, displaced(sent, inTime)), seen, "out of order"),
        offences(altered(sent, seen), seen, "altered"),
        tally.strange(),
        Tally.of(marks(sent), marks(inTime)).reordered(),
        late.size(),
        missing.size() - lost.size());
  }

  /// Those that were shown behind newer ones, as something of the past, and are excused.
  private static Set<String> late(
      List<Message> sent, List<Message> shown, Predicate<Message> excused) {
    var past = shown.stream().filter(Message::isPast).map(Message::mark).toList();
    var displaced = new HashSet<>(displaced(sent, shown));
    displaced.retainAll(past);
    return having(sent, displaced).stream()
        .filter(excused)
        .map(Message::mark)
        .collect(Collectors.toSet());
  }

  private static List<String> marks(List<Message> messages) {
    return messages.stream().map(Message::mark).toList();
  }

  private static List<Message> having(List<Message> sent, Collection<String> marks) {
    var wanted = Set.copyOf(marks);
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
