package chat.monarch.matrix.api;

import static chat.monarch.matrix.api.Request.CLIENT;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.RoomPlan;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import java.util.Optional;

/// Creates rooms. A portal's alias makes that repeatable: who finds it taken finds his own room.
final class RoomMaker {
  private final MatrixUserId user;
  private final Asking homeserver;
  private final RoomCreation creation;
  private final RoomView view;

  RoomMaker(MatrixUserId user, Asking homeserver, RoomCreation creation) {
    this.user = user;
    this.homeserver = homeserver;
    this.creation = creation;
    this.view = new RoomView(homeserver);
  }

  RoomId ensure(RoomPlan plan) {
    var body = creation.write(plan);
    var request = Request.post(body, CLIENT, "createRoom");
    try {
      return created(request);
    } catch (HomeserverException.Refused refused) {
      var alias = body.alias();
      if (alias == null || !refused.code().equals("M_ROOM_IN_USE")) {
        throw refused;
      }
      return find(alias)
          .filter(room -> view.hasJoined(room, user))
          .orElseGet(() -> anew(alias, request));
    }
  }

  private RoomId created(Request request) {
    return new RoomId(homeserver.ask(request).json().path("room_id").asText());
  }

  /// Frees an alias of a room that we left, or that was never finished, and creates another.
  private RoomId anew(String alias, Request request) {
    try {
      homeserver.ask(Request.delete(CLIENT, "directory", "room", creation.fullAlias(alias)));
    } catch (HomeserverException.Refused refused) {
      if (refused.status() != 404) {
        throw refused;
      }
    }
    return created(request);
  }

  Optional<RoomId> find(String aliasLocalpart) {
    try {
      var alias = creation.fullAlias(aliasLocalpart);
      var answer = homeserver.ask(Request.get(CLIENT, "directory", "room", alias)).json();
      return Optional.of(new RoomId(answer.path("room_id").asText()));
    } catch (HomeserverException.Refused refused) {
      if (refused.status() == 404) {
        return Optional.empty();
      }
      throw refused;
    }
  }
}
