package chat.monarch.bridge.user;

import jakarta.enterprise.context.ApplicationScoped;

/// The bot's first words in a room.
@ApplicationScoped
class Welcome {
  private static final String HELLO = "Hello, I am the Messenger bridge bot.";

  private final BridgeConfig config;

  Welcome(BridgeConfig config) {
    this.config = config;
  }

  /// In a room that became a management room.
  String inManagementRoom() {
    return HELLO
        + "\n\nType `login` to link your Messenger account, or `help` to see what I can do."
        + "\n\nThis room has been marked as your management room: every line here is a command.";
  }

  /// In a room for two, of somebody who has a management room already.
  String besideManagementRoom() {
    return HELLO
        + "\n\nYou have a management room with me already. To use this one in its place, type `"
        + config.commandPrefix()
        + " set-management-room`.";
  }

  /// In a room with others.
  String inCompany() {
    return HELLO
        + "\n\nHere my commands begin with `"
        + config.commandPrefix()
        + "`, for example `"
        + config.commandPrefix()
        + " help`. To link an account, invite me to a room for us two.";
  }
}
