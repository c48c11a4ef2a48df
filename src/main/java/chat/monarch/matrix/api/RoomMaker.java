package chat.monarch.matrix.api;

import static chat.monarch.matrix.api.Request.CLIENT;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.RoomPlan;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Creates rooms. A portal's alias makes that repeatable: who finds it taken finds his own room.
final class RoomMaker {
  private static final Duration CREATION = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int LOOKS = 20;

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
    var request = Request.post(body, CLIENT, "createRoom").within(CREATION);
    try {
      return created(request);
    } catch (HomeserverException.Refused refused) {
      var alias = body.alias();
      if (alias == null || !refused.code().equals("M_ROOM_IN_USE")) {
        throw refused;
      }
      return find(alias).flatMap(this::own).orElseGet(() -> anew(alias, request));
    }
  }

  /// The room, if it is still ours. A homeserver takes the alias before it fills the room: one that
  /// the creator is not in may be under way still, from a request that we gave up.
  private Optional<RoomId> own(RoomId room) {
    var membership = view.membership(room, user);
    for (var look = 0; membership.isEmpty() && look < LOOKS; look++) {
      sleep();
      membership = view.membership(room, user);
    }
    return membership.filter(it -> it == Membership.JOIN).map(_ -> room);
  }

  private void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new HomeserverException.Unavailable("Stopped while waiting for a room");
    }
  }

  private RoomId created(Request request) {
    return new RoomId(homeserver.ask(request).text("room_id"));
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
      var answer = homeserver.ask(Request.get(CLIENT, "directory", "room", alias));
      return Optional.of(new RoomId(answer.text("room_id")));
    } catch (HomeserverException.Refused refused) {
      if (refused.status() == 404) {
        return Optional.empty();
      }
      throw refused;
    }
  }
}
