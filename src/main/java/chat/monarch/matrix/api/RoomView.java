package chat.monarch.matrix.api;

import static chat.monarch.matrix.api.Request.CLIENT;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.matrix.format.CutEvent;
import chat.monarch.matrix.format.EventCutter;
import chat.monarch.matrix.format.MemberReader;
import chat.monarch.matrix.format.NotJsonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a room looks like to one of its members.
final class RoomView {
  private final Asking homeserver;

  /// @param homeserver is asked as the member
  RoomView(Asking homeserver) {
    this.homeserver = homeserver;
  }

  static Request stateRequest(Object content, RoomId room, String type, String key) {
    return Request.put(content, CLIENT, "rooms", room.value(), "state", type, key);
  }

  /// Whether the user has joined or is invited; not, too, where we may not look.
  boolean isIn(RoomId room, MatrixUserId user) {
    return membership(room, user)
        .filter(it -> it == Membership.JOIN || it == Membership.INVITE)
        .isPresent();
  }

  /// How a user belongs to the room; empty where he never did, or where we may not look.
  Optional<Membership> membership(RoomId room, MatrixUserId user) {
    return state(room, "m.room.member", user.value()).flatMap(MemberReader::membership);
  }

  /// Whether the room is encrypted. A room where we may not look is refused.
  boolean isEncrypted(RoomId room) {
    try {
      homeserver.ask(stateOf(room, "m.room.encryption", ""));
      return true;
    } catch (HomeserverException.Refused refused) {
      if (refused.status() == 404) {
        return false;
      }
      throw refused;
    }
  }

  private Optional<JsonNode> state(RoomId room, String type, String key) {
    try {
      return Optional.of(homeserver.ask(stateOf(room, type, key)).json());
    } catch (HomeserverException.Refused refused) {
      if (refused.status() == 403 || refused.status() == 404) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private static Request stateOf(RoomId room, String type, String key) {
    return Request.get(CLIENT, "rooms", room.value(), "state", type, key);
  }

  /// Who is in the room, invited or banned, with the membership of each.
  Map<MatrixUserId, Membership> members(RoomId room) {
    var request =
        Request.get(CLIENT, "rooms", room.value(), "members").with("not_membership", "leave");
    var members = new HashMap<MatrixUserId, Membership>();
    for (var event : homeserver.ask(request).json().path("chunk")) {
      MemberReader.membership(event.path("content"))
          .ifPresent(it -> members.put(new MatrixUserId(event.path("state_key").asText()), it));
    }
    return members;
  }

  /// The latest events, the newest last; those of our own, too.
  List<ReceivedEvent> latest(RoomId room, int limit) {
    var request =
        Request.get(CLIENT, "rooms", room.value(), "messages")
            .with("dir", "b")
            .with("limit", Integer.toString(limit));
    return events(request, homeserver.ask(request)).reversed().stream()
        .flatMap(event -> received(room, event))
        .toList();
  }

  private static List<CutEvent> events(Request request, Answer answer) {
    try {
      return EventCutter.cut(answer.body(), "chunk");
    } catch (NotJsonException broken) {
      throw new HomeserverException.Unavailable(request + ": " + broken.getMessage());
    }
  }

  private static Stream<ReceivedEvent> received(RoomId room, CutEvent event) {
    return event.in(room).received().stream();
  }
}
