package chat.monarch.matrix.api;

import static chat.monarch.matrix.api.Request.CLIENT;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.matrix.format.MemberReader;
import chat.monarch.matrix.format.MessageContent;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a room looks like to one of its members.
final class RoomView {
  private static final int LATEST = 100;

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

  /// The latest events that bear the mark of a message of the messenger, the newest last.
  List<EventId> showing(RoomId room, RemoteMessageId message) {
    var request =
        Request.get(CLIENT, "rooms", room.value(), "messages")
            .with("dir", "b")
            .with("limit", Integer.toString(LATEST));
    return homeserver
        .ask(request)
        .json()
        .path("chunk")
        .valueStream()
        .filter(event -> MessageContent.shows(event.path("content"), message))
        .map(event -> new EventId(event.path("event_id").asText()))
        .toList()
        .reversed();
  }
}
