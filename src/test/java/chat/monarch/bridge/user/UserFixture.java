package chat.monarch.bridge.user;

import chat.monarch.domain.content.Content;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.fake.FakeHomeserver;
import chat.monarch.testkit.fake.MemoryUsers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// This package over a homeserver in memory.
public final class UserFixture {
  public static final MatrixUserId ALICE = new MatrixUserId("@alice:example.org");
  public static final MatrixUserId BOB = new MatrixUserId("@bob:example.org");
  public static final MatrixUserId ADMIN = new MatrixUserId("@admin:example.org");
  public static final MatrixUserId STRANGER = new MatrixUserId("@stranger:elsewhere.net");

  public final FakeHomeserver homeserver = new FakeHomeserver();
  public final BridgeConfig config = config(Map.of(ADMIN.value(), Permission.ADMIN));
  public final Permissions permissions = new Permissions(config, homeserver);
  public final MemoryUsers table = new MemoryUsers();
  public final ManagementRooms rooms = new ManagementRooms(table, homeserver);
  public final DoublePuppets puppets = new DoublePuppets(homeserver, table, rooms);
  final Welcome welcome = new Welcome(config);
  final EncryptedRooms encrypted = new EncryptedRooms(homeserver, rooms, permissions, welcome);
  final Invitations invitations =
      new Invitations(homeserver, permissions, rooms, encrypted, welcome);

  private int events;

  static BridgeConfig config(Map<String, Permission> permissions) {
    return new BridgeConfig() {
      @Override
      public Map<String, Permission> permissions() {
        return new HashMap<>(permissions);
      }

      @Override
      public String commandPrefix() {
        return "!messenger";
      }
    };
  }

  /// A management room of a user, ready for commands.
  public RoomId managementRoom(MatrixUserId user) {
    var room = homeserver.room("!management-" + user.value(), user);
    rooms.set(user, room);
    return room;
  }

  /// Somebody writes something.
  public MatrixEvent.Message message(MatrixUserId sender, RoomId room, String text) {
    return new MatrixEvent.Message(
        new EventId("$event" + events++),
        room,
        sender,
        Instant.EPOCH,
        new Content.Text(text),
        null,
        false);
  }

  MatrixEvent.Member member(
      MatrixUserId sender, MatrixUserId target, RoomId room, Membership membership) {
    return new MatrixEvent.Member(
        new EventId("$event" + events++), room, sender, target, membership, true, false);
  }
}
