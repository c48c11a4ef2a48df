package chat.monarch.messenger.stanza;

import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.domain.id.RemoteUserId;
import org.jspecify.annotations.Nullable;

/// What a message or presence of the service says to us.
public sealed interface RemoteEvent {
  /// Somebody wrote.
  ///
  /// @param withState whether his client said a chat state with it
  record Chat(IncomingChat chat, boolean withState) implements RemoteEvent {}

  /// Somebody began to type, or stopped (MSG-4).
  record Typing(RemoteUserId contact, boolean typing) implements RemoteEvent {}

  /// A message of ours came back.
  record Refused(Refusal refusal) implements RemoteEvent {}

  /// Somebody asks to become a contact.
  record Invited(Invitation invitation) implements RemoteEvent {}

  /// Somebody whom we asked to become a contact answered.
  record Answered(RemoteUserId contact, boolean accepted) implements RemoteEvent {}

  /// Where a contact is, and how.
  ///
  /// @param resource the place; empty where only he himself is named
  /// @param rank the lower, the more available (PRS-5)
  /// @param photoHash of the picture that he shows, empty for none; null where nothing is said
  record Present(
      RemoteUserId contact,
      String resource,
      Presence presence,
      int rank,
      int priority,
      @Nullable String photoHash)
      implements RemoteEvent {
    /// He left a place, or all where none is named.
    static Present gone(RemoteUserId contact, String resource) {
      return new Present(contact, resource, Presence.OFFLINE, Integer.MAX_VALUE, 0, null);
    }
  }
}
