package chat.monarch.soak;

import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.soak.People.Pair;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.RoomEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What both sides of one conversation have seen, by the marks of the messages: Matrix from the
/// user's `/sync`, Messenger from the sandbox's log of the contact.
record Conversation(
    Pair pair,
    List<Message> writtenByUser,
    List<Message> shownToContact,
    List<Message> writtenByContact,
    List<Message> shownToUser,
    Set<String> told,
    List<Gap> gaps) {

  /// A message as one side has it.
  ///
  /// @param at when it was written, or shown
  /// @param isPast whether it was shown as something of the past, that notifies nobody (ARC-13)
  record Message(String mark, Instant at, String text, boolean isPast) {}

  /// A time of which the bridge said in the room that messages may be missing.
  record Gap(Instant said, Instant from, Instant to) {
    boolean covers(Instant at) {
      return !at.isBefore(from) && !at.isAfter(to);
    }
  }

  /// Reads a conversation.
  ///
  /// @param log the contact's
  static Conversation read(
      Pair pair,
      RoomId room,
      MatrixUser user,
      MatrixUserId ghost,
      MatrixUserId bot,
      List<JsonNode> log) {
    var events = user.events(room);
    var messages = events.stream().filter(RoomEvent::isMessage).toList();
    var notices = messages.stream().filter(event -> event.sender().equals(bot)).toList();
    return new Conversation(
        pair,
        inMatrix(messages, user.id()),
        inMessenger(log, "delivered"),
        inMessenger(log, "sent"),
        inMatrix(messages, ghost),
        told(messages, notices),
        gaps(notices));
  }

  private static List<Message> inMatrix(List<RoomEvent> messages, MatrixUserId sender) {
    return messages.stream()
        .filter(event -> event.sender().equals(sender))
        .map(Conversation::inMatrix)
        .filter(message -> !message.mark().isEmpty())
        .toList();
  }

  private static Message inMatrix(RoomEvent event) {
    var isPast = event.kind().equals("m.notice");
    return new Message(TrafficPlan.mark(event.body()), event.at(), event.body(), isPast);
  }

  private static List<Message> inMessenger(List<JsonNode> log, String direction) {
    var messages = new ArrayList<Message>();
    for (var entry : log) {
      var body = entry.path("body").asText();
      var mark = TrafficPlan.mark(body);
      if (!mark.isEmpty() && entry.path("direction").asText().equals(direction)) {
        messages.add(new Message(mark, Instant.parse(entry.path("at").asText()), body, false));
      }
    }
    return messages;
  }

  /// The marks of the events that a notice of the bot answers.
  private static Set<String> told(List<RoomEvent> messages, List<RoomEvent> notices) {
    var marks = new HashMap<EventId, String>();
    messages.forEach(event -> marks.put(event.id(), TrafficPlan.mark(event.body())));
    var told = new HashSet<String>();
    for (var notice : notices) {
      var reply = notice.content().path("m.relates_to").path("m.in_reply_to").path("event_id");
      var mark = marks.getOrDefault(new EventId(reply.asText()), "");
      if (!mark.isEmpty()) {
        told.add(mark);
      }
    }
    return told;
  }

  private static List<Gap> gaps(List<RoomEvent> notices) {
    return notices.stream()
        .filter(notice -> notice.content().path("chat.monarch").has("gap"))
        .map(
            notice -> {
              var gap = notice.content().path("chat.monarch").path("gap");
              return new Gap(notice.at(), time(gap.path("from")), time(gap.path("to")));
            })
        .toList();
  }

  private static Instant time(JsonNode millis) {
    return Instant.ofEpochMilli(millis.asLong());
  }
}
