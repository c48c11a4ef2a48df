package chat.monarch.bridge.command;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.user.BridgeConfig;
import chat.monarch.bridge.user.ManagementRooms;
import chat.monarch.bridge.user.Permissions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Commands about the bot itself and its rooms.
@ApplicationScoped
class RoomCommands {
  private final ManagementRooms rooms;
  private final Homeserver homeserver;
  private final Permissions permissions;
  private final BridgeConfig config;
  private final String version;

  RoomCommands(
      ManagementRooms rooms,
      Homeserver homeserver,
      Permissions permissions,
      BridgeConfig config,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.rooms = rooms;
    this.homeserver = homeserver;
    this.permissions = permissions;
    this.config = config;
    this.version = version;
  }

  void help(Conversation with, @Nullable String about) {
    with.reply(about == null ? all(with) : one(with, about));
  }

  private String all(Conversation with) {
    return Help.all(permissions.isAdmin(with.user()), before(with));
  }

  private String one(Conversation with, String about) {
    return CommandWord.of(about).map(Help::of).orElseGet(() -> noSuchCommand(with));
  }

  private String noSuchCommand(Conversation with) {
    return "There is no such command. Type `" + before(with) + "help` to see what I can do.";
  }

  /// What stands before a command in this room.
  private String before(Conversation with) {
    return rooms.isManagementRoom(with.room()) ? "" : config.commandPrefix() + " ";
  }

  void version(Conversation with) {
    with.reply("Monarch " + version);
  }

  void setManagementRoom(Conversation with) {
    if (!rooms.isForTwo(with.room(), with.user())) {
      with.reply(
          "Only a room with nobody but us two can be your management room. Invite me to one, and type"
              + " the command there.");
    } else if (homeserver.bot().isEncrypted(with.room())) {
      with.reply("I cannot read encrypted messages, so this room cannot be your management room.");
    } else {
      rooms.set(with.user(), with.room());
      with.reply("This is your management room now: every line here is a command.");
    }
  }

  void notYet(Conversation with, CommandWord word) {
    with.reply(
        "`"
            + word.word()
            + "` does not work in this version yet. Type `"
            + before(with)
            + "help` to see what I can do.");
  }

  void wrong(Conversation with, CommandWord word) {
    with.reply("That is typed like this: `" + before(with) + word.usage() + "`");
  }

  void unknown(Conversation with, String word) {
    with.reply(
        (word.isEmpty() ? "I do not know that command" : "I do not know the command `" + word + "`")
            + ". Type `"
            + before(with)
            + "help` to see what I can do.");
  }

  void adminsOnly(Conversation with) {
    with.reply("Only administrators of the bridge can do that.");
  }
}
