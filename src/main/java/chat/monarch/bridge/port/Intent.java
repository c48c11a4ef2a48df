package chat.monarch.bridge.port;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one Matrix user can do through us. Every call blocks, may be repeated without harm, and
/// throws [HomeserverException] when the homeserver refuses or cannot be reached.
public interface Intent {
  /// The user who acts.
  MatrixUserId user();

  /// Makes sure that the user exists, with the device that makes sendings repeatable.
  void ensureRegistered();

  /// Sets the user's name, in all his rooms.
  void setDisplayName(String name);

  /// Sets the user's picture, in all his rooms; takes it away for null.
  void setAvatar(@Nullable ContentUri picture);

  /// Says whether the user is there. The homeserver forgets it after half a minute.
  void setPresence(Presence presence);

  /// Says that the user is there, and looks whether the homeserver knows it then: where presence is
  /// switched off it takes it all the same.
  boolean isPresenceKept();

  /// Stores a file.
  ContentUri upload(String contentType, String fileName, byte[] content);

  /// Creates a room, or finds the one that was created under the same alias before.
  RoomId ensureRoom(RoomPlan plan);

  /// Has a portal's room say what the plan says, where that is something else than before.
  ///
  /// @param before what the room says, or null where that is not known
  void update(RoomId room, RoomPlan.@Nullable Portal before, RoomPlan.Portal now);

  /// Joins a room.
  void join(RoomId room);

  /// Leaves a room, or rejects an invite.
  void leave(RoomId room, String reason);

  /// Invites a user, unless he is invited or joined already.
  ///
  /// @param direct whether the invite says that the room is for two
  void invite(RoomId room, MatrixUserId user, boolean direct);

  /// Who is in the room or invited, with the membership of each.
  Map<MatrixUserId, Membership> members(RoomId room);

  /// Whether the room is encrypted.
  boolean isEncrypted(RoomId room);

  /// Sends a message.
  ///
  /// @param transaction the same sending bears the same id, so that a repetition gives the first
  ///     event's id
  EventId send(RoomId room, OutgoingEvent event, TransactionId transaction);

  /// Says in the room what became of an event, for clients that show it.
  ///
  /// @param transaction as for [#send]
  void report(RoomId room, MessageStatus status, TransactionId transaction);

  /// Shows for so long that the user types in the room; not at all for zero.
  void setTyping(RoomId room, Duration time);

  /// Marks the room as read up to this event.
  void markRead(RoomId room, EventId event);

  /// Takes an event's content away.
  void redact(RoomId room, EventId event, String reason, TransactionId transaction);

  /// The events among a room's latest hundred that show a message of the messenger, in order: so
  /// long after the first try nobody else remembers whether it was sent (decision 8).
  List<EventId> showing(RoomId room, RemoteMessageId message);

  /// Asks whether the homeserver lets us act as the user.
  ///
  /// @throws HomeserverException.Refused when it does not
  void check();

  /// Has the homeserver notify the user of nothing in the room, or again of what he wants.
  void setQuiet(RoomId room, boolean quiet);

  /// The room that an alias of ours names.
  Optional<RoomId> find(String aliasLocalpart);
}
