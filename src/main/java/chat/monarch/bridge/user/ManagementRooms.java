package chat.monarch.bridge.user;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.port.RoomPlan;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.MatrixUserTable;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The rooms where the bot and one user talk.
@ApplicationScoped
public class ManagementRooms {
  private static final RoomPlan PLAN = new RoomPlan.Management("Messenger bridge");

  private final MatrixUserTable users;
  private final Homeserver homeserver;

  ManagementRooms(MatrixUserTable users, Homeserver homeserver) {
    this.users = users;
    this.homeserver = homeserver;
  }

  /// Whether every line in the room is a command.
  public boolean isManagementRoom(RoomId room) {
    return owner(room).isPresent();
  }

  /// Whose management room this is.
  public Optional<MatrixUserId> owner(RoomId room) {
    return users.ownerOf(room);
  }

  /// The user's management room, if he has one.
  public Optional<RoomId> find(MatrixUserId user) {
    return users.managementRoom(user);
  }

  /// The user's management room; where he has none the bot makes one and invites him.
  ///
  /// @throws HomeserverException when there is none to be had
  public RoomId ensure(MatrixUserId user) {
    return find(user).orElseGet(() -> create(user));
  }

  /// A new management room in place of any that the user has.
  ///
  /// @throws HomeserverException when there is none to be had
  RoomId create(MatrixUserId user) {
    var bot = homeserver.bot();
    var room = bot.ensureRoom(PLAN);
    bot.invite(room, user, true);
    users.setManagementRoom(user, room);
    return room;
  }

  /// Makes the room the user's management room.
  public void set(MatrixUserId user, RoomId room) {
    users.setManagementRoom(user, room);
  }

  /// The room is nobody's management room any more.
  void forget(RoomId room) {
    users.forgetManagementRoom(room);
  }

  /// Whether nobody but the bot and this user is in the room or invited.
  public boolean isForTwo(RoomId room, MatrixUserId user) {
    var members = homeserver.bot().members(room);
    var present = Set.of(Membership.JOIN, Membership.INVITE);
    return members.entrySet().stream()
        .filter(member -> present.contains(member.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet())
        .equals(Set.of(homeserver.bot().user(), user));
  }

  /// Says something to the user in his management room, in a new one where the bot is not in the
  /// old one any more.
  ///
  /// @return whether the homeserver took it
  public boolean tell(MatrixUserId user, String text) {
    return tell(user, OutgoingEvent.notice(text), new TransactionId("t." + UUID.randomUUID()));
  }

  /// As [#tell(MatrixUserId, String)]; saying it twice says it once.
  ///
  /// @return whether the homeserver took it
  public boolean tell(MatrixUserId user, OutgoingEvent event, TransactionId once) {
    try {
      say(user, event, once);
      return true;
    } catch (HomeserverException failure) {
      Log.infof("A notice to %s was not delivered: %s", user.value(), failure.getMessage());
      return false;
    }
  }

  /// As [#tell(MatrixUserId, OutgoingEvent, TransactionId)].
  ///
  /// @throws HomeserverException when the homeserver did not take it
  public void say(MatrixUserId user, OutgoingEvent event, TransactionId once) {
    try {
      homeserver.bot().send(ensure(user), event, once);
    } catch (HomeserverException.Refused _) {
      homeserver.bot().send(create(user), event, once);
    }
  }
}
