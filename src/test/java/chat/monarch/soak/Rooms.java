package chat.monarch.soak;

import chat.monarch.domain.id.RoomId;
import chat.monarch.soak.People.Pair;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Invite;
import chat.monarch.testkit.Linking;
import chat.monarch.testkit.MatrixUser;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Links the accounts, and has each contact write a first message, so that each conversation has a
/// room that its user is in.
final class Rooms {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String HELLO = "Hello from ";

  private final Deployment deployment;

  Rooms(Deployment deployment) {
    this.deployment = deployment;
  }

  /// The rooms of a user's conversations.
  Map<Pair, RoomId> open(MatrixUser matrix, int user) {
    var account = People.account(user);
    new Linking(deployment, matrix, _ -> {})
        .link(account, List.of(account, People.email(user), "User " + user));
    for (var pair : People.pairs(user)) {
      deployment.sandbox().send(pair.other(), account, HELLO + pair);
    }
    var rooms = new HashMap<Pair, RoomId>();
    var joined = new HashSet<RoomId>();
    if (!deployment.await(SOON, () -> joinAll(matrix, joined) && findAll(matrix, user, rooms))) {
      throw new IllegalStateException("User " + user + " has only the rooms of " + rooms.keySet());
    }
    return rooms;
  }

  private static boolean joinAll(MatrixUser matrix, HashSet<RoomId> joined) {
    matrix.invites().stream().map(Invite::room).filter(joined::add).forEach(matrix::join);
    return true;
  }

  private boolean findAll(MatrixUser matrix, int user, Map<Pair, RoomId> rooms) {
    for (var pair : People.pairs(user)) {
      var ghost = deployment.ghost(pair.other());
      matrix.events().stream()
          .filter(event -> event.sender().equals(ghost) && event.body().equals(HELLO + pair))
          .forEach(event -> rooms.put(pair, event.room()));
    }
    return rooms.size() == People.CONTACTS;
  }
}
