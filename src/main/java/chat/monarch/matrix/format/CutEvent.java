package chat.monarch.matrix.format;

import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event cut out of a larger document, and the little of it that must be known to keep it. What
/// is missing, or no string, is null.
///
/// @param puppetSource the bridge that sent it in a user's name
/// @param raw its bytes, as they were
public record CutEvent(
    @Nullable String id,
    @Nullable String room,
    @Nullable String sender,
    @Nullable String puppetSource,
    byte[] raw) {
  /// The same in a room that the document names elsewhere.
  public CutEvent in(RoomId other) {
    return new CutEvent(id, other.value(), sender, puppetSource, raw);
  }

  /// The event as it can be kept, or empty where it has no usable id, room or sender.
  public Optional<ReceivedEvent> received() {
    if (id == null || room == null || sender == null || !isId(id) || !isId(room) || !isId(sender)) {
      return Optional.empty();
    }
    return Optional.of(
        new ReceivedEvent(new EventId(id), new RoomId(room), new MatrixUserId(sender), raw));
  }

  /// Whether the text can be an id: the database's texts refuse U+0000 and lone surrogates.
  private static boolean isId(String text) {
    return !text.isEmpty()
        && text.codePoints().noneMatch(c -> c < ' ' || Character.getType(c) == Character.SURROGATE);
  }
}
