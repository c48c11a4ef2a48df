package chat.monarch.bridge.user;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;

/// Helps somebody who opened an encrypted room with the bot: the bot cannot read there, and he
/// cannot switch encryption off, so the bot makes a room that works and says where it is.
@ApplicationScoped
public class EncryptedRooms {
  private static final String EXPLANATION =
      "This room is encrypted, and I cannot read encrypted messages. I have invited you to a room"
          + " without encryption: please write to me there.";

  private final Homeserver homeserver;
  private final ManagementRooms rooms;
  private final Permissions permissions;
  private final Welcome welcome;

  /// Rooms where it was said. The sending's name says it only once all the same; this spares
  /// asking.
  private final Cache<RoomId, Boolean> explained =
      Caffeine.newBuilder().maximumSize(10_000).build();

  EncryptedRooms(
      Homeserver homeserver, ManagementRooms rooms, Permissions permissions, Welcome welcome) {
    this.homeserver = homeserver;
    this.rooms = rooms;
    this.permissions = permissions;
    this.welcome = welcome;
  }

  /// Somebody wrote what we cannot read in a room where the bot is, and which is no portal.
  ///
  /// @throws chat.monarch.bridge.port.HomeserverException when the homeserver did not help; then
  ///     it may be called again
  public void handle(MatrixEvent.Encrypted event) {
    var known = explained.getIfPresent(event.room()) != null;
    if (known || !permissions.mayUse(event.sender())) {
      return;
    }
    if (rooms.isForTwo(event.room(), event.sender())) {
      rescue(event.room(), event.sender());
    }
    explained.put(event.room(), true);
  }

  /// Gives the user a management room without encryption, and says so in the encrypted one.
  void rescue(RoomId encrypted, MatrixUserId user) {
    rooms.forget(encrypted);
    var plain = rooms.ensure(user);
    homeserver.bot().invite(plain, user, true);
    say(plain, welcome.inManagementRoom(), "welcome", encrypted);
    say(encrypted, EXPLANATION, "explain", encrypted);
    explained.put(encrypted, true);
  }

  private void say(RoomId where, String text, String what, RoomId encrypted) {
    var once = new TransactionId("e." + what + "." + encrypted.value());
    homeserver.bot().send(where, OutgoingEvent.notice(text), once);
  }
}
