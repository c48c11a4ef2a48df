package chat.monarch.messenger.stanza;

import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.domain.id.RemoteUserId;

/// What a message or presence of the service says to us.
public sealed interface RemoteEvent {
  /// Somebody wrote.
  record Chat(IncomingChat chat) implements RemoteEvent {}

  /// A message of ours came back.
  record Refused(Refusal refusal) implements RemoteEvent {}

  /// Somebody asks to become a contact.
  record Invited(Invitation invitation) implements RemoteEvent {}

  /// Somebody whom we asked to become a contact answered.
  record Answered(RemoteUserId contact, boolean accepted) implements RemoteEvent {}

  /// A contact shows a picture with this hash; empty for none.
  record PhotoHash(RemoteUserId contact, String hash) implements RemoteEvent {}
}
