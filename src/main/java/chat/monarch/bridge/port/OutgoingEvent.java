package chat.monarch.bridge.port;

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
public record OutgoingEvent(
    Content content,
    @Nullable Instant at,
    @Nullable RemoteMessageId remoteId,
    @Nullable EventId inReplyTo) {
  /// A notice of the bot's own.
  public static OutgoingEvent notice(String text) {
    return new OutgoingEvent(new Content.Notice(text), null, null, null);
  }

  /// A notice that answers an event.
  public static OutgoingEvent reply(String text, EventId to) {
    return new OutgoingEvent(new Content.Notice(text), null, null, to);
  }
}
