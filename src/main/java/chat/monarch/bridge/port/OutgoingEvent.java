package chat.monarch.bridge.port;

import chat.monarch.domain.Gap;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RemoteMessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message as it is to stand in a room.
///
/// @param at when it was said, if not now
/// @param remoteId the messenger's message that it shows, kept in the event under `chat.monarch`
/// @param inReplyTo the event that it answers
/// @param gap the time of which it says that messages may be missing
public record OutgoingEvent(
    Content content,
    @Nullable Instant at,
    @Nullable RemoteMessageId remoteId,
    @Nullable EventId inReplyTo,
    @Nullable Gap gap) {
  /// A notice of the bot's own.
  public static OutgoingEvent notice(String text) {
    return new OutgoingEvent(new Content.Notice(text), null, null, null, null);
  }

  /// A message of the messenger's.
  ///
  /// @param at when it was said
  public static OutgoingEvent remote(Content content, Instant at, RemoteMessageId id) {
    return new OutgoingEvent(content, at, id, null, null);
  }

  /// A notice that messages may be missing.
  public static OutgoingEvent gap(String text, Gap gap) {
    return new OutgoingEvent(new Content.Notice(text), null, null, null, gap);
  }

  /// A notice that answers an event.
  public static OutgoingEvent reply(String text, EventId to) {
    return new OutgoingEvent(new Content.Notice(text), null, null, to, null);
  }
}
