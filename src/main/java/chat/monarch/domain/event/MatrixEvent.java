package chat.monarch.domain.event;

import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happened in a Matrix room.
public sealed interface MatrixEvent {
  /// The event's own id.
  EventId id();

  /// Where it happened.
  RoomId room();

  /// Who did it.
  MatrixUserId sender();

  /// Somebody said something.
  ///
  /// @param replyTo a short quotation of what is replied to, where it is a reply that quotes it
  /// @param edit whether it replaces an earlier message
  record Message(
      EventId id,
      RoomId room,
      MatrixUserId sender,
      Instant at,
      Content content,
      @Nullable String replyTo,
      boolean edit)
      implements MatrixEvent {}

  /// Somebody sent what the messenger cannot carry.
  ///
  /// @param what names its kind for people, in the plural, for example `Pictures`
  record Unbridgeable(EventId id, RoomId room, MatrixUserId sender, String what)
      implements MatrixEvent {}

  /// Somebody reacted to an event, which the messenger does not know.
  ///
  /// @param to the event, where it is named
  record Reaction(EventId id, RoomId room, MatrixUserId sender, @Nullable EventId to)
      implements MatrixEvent {}

  /// Somebody deleted an event, which the messenger does not know.
  ///
  /// @param of the event, where it is named
  record Redaction(EventId id, RoomId room, MatrixUserId sender, @Nullable EventId of)
      implements MatrixEvent {}

  /// Somebody sent an encrypted event, which we cannot read.
  record Encrypted(EventId id, RoomId room, MatrixUserId sender) implements MatrixEvent {}

  /// Somebody's membership changed.
  ///
  /// @param direct whether an invite says that the room is for two
  /// @param encrypted whether the room is known to be encrypted, from the state that comes with an
  ///     invite
  record Member(
      EventId id,
      RoomId room,
      MatrixUserId sender,
      MatrixUserId target,
      Membership membership,
      boolean direct,
      boolean encrypted)
      implements MatrixEvent {}

  /// Somebody answers, by a button of his client, to the invitation of a room's contact.
  ///
  /// @param accept whether he accepts it; he declines it otherwise
  record InvitationAnswer(EventId id, RoomId room, MatrixUserId sender, boolean accept)
      implements MatrixEvent {}

  /// The room was replaced by another.
  record Tombstone(EventId id, RoomId room, MatrixUserId sender, @Nullable RoomId replacement)
      implements MatrixEvent {}

  /// Anything that is of no concern to the bridge.
  record Other(EventId id, RoomId room, MatrixUserId sender) implements MatrixEvent {}
}
