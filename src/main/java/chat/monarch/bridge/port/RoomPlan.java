package chat.monarch.bridge.port;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.id.PortalKey;
import org.jspecify.annotations.Nullable;

/// A room that the bot is to create. Nobody else is invited yet.
public sealed interface RoomPlan {
  /// The room's name.
  String name();

  /// A room for one person and the bot.
  record Management(String name) implements RoomPlan {}

  /// A room that shows a conversation: with an alias, bridge information and functional members.
  ///
  /// @param name the contact's name
  /// @param picture the contact's picture
  /// @param request whether the contact waits for the owner's answer to an invitation
  record Portal(PortalKey key, String name, @Nullable ContentUri picture, boolean request)
      implements RoomPlan {}
}
