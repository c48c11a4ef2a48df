package chat.monarch.bridge.user;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.TransactionId;
import jakarta.enterprise.context.ApplicationScoped;

/// What the bot does when it is invited, and when its users leave.
@ApplicationScoped
public class Invitations {
  private static final String REFUSAL =
      "You are not allowed to use this bridge. Ask the person who runs it for permission.";

  private final Homeserver homeserver;
  private final Permissions permissions;
  private final ManagementRooms rooms;
  private final EncryptedRooms encrypted;
  private final Welcome welcome;

  Invitations(
      Homeserver homeserver,
      Permissions permissions,
      ManagementRooms rooms,
      EncryptedRooms encrypted,
      Welcome welcome) {
    this.homeserver = homeserver;
    this.permissions = permissions;
    this.rooms = rooms;
    this.encrypted = encrypted;
    this.welcome = welcome;
  }

  /// A membership changed: the bot's own, or somebody's in a room where the bot is.
  ///
  /// @throws chat.monarch.bridge.port.HomeserverException when the homeserver did not help; then
  ///     it may be called again
  public void handle(MatrixEvent.Member event) {
    if (event.target().equals(homeserver.bot().user())) {
      ofTheBot(event);
    } else {
      ofAnother(event);
    }
  }

  private void ofTheBot(MatrixEvent.Member event) {
    switch (event.membership()) {
      case INVITE -> answer(event);
      case LEAVE, BAN -> rooms.forget(event.room());
      case JOIN, KNOCK -> {}
    }
  }

  private void answer(MatrixEvent.Member invite) {
    if (permissions.mayUse(invite.sender())) {
      join(invite);
    } else {
      homeserver.bot().leave(invite.room(), REFUSAL);
    }
  }

  private void join(MatrixEvent.Member invite) {
    homeserver.bot().join(invite.room());
    if (!rooms.isForTwo(invite.room(), invite.sender())) {
      say(invite, welcome.inCompany());
    } else if (invite.encrypted() || homeserver.bot().isEncrypted(invite.room())) {
      encrypted.rescue(invite.room(), invite.sender());
    } else {
      greet(invite);
    }
  }

  private void greet(MatrixEvent.Member invite) {
    var own = rooms.find(invite.sender()).orElse(invite.room());
    if (own.equals(invite.room())) {
      rooms.set(invite.sender(), invite.room());
      say(invite, welcome.inManagementRoom());
    } else {
      say(invite, welcome.besideManagementRoom());
    }
  }

  private void say(MatrixEvent.Member invite, String text) {
    homeserver
        .bot()
        .send(
            invite.room(),
            OutgoingEvent.notice(text),
            TransactionId.answering(invite.id(), "welcome"));
  }

  /// Whoever leaves his management room, or declines it, gets a new one when the bot has something
  /// to say.
  private void ofAnother(MatrixEvent.Member event) {
    var gone = event.membership() == Membership.LEAVE || event.membership() == Membership.BAN;
    if (gone && rooms.owner(event.room()).filter(event.target()::equals).isPresent()) {
      rooms.forget(event.room());
      homeserver.bot().leave(event.room(), "You have left your management room.");
    }
  }
}
