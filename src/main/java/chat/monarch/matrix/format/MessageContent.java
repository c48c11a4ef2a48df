package chat.monarch.matrix.format;

import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RemoteMessageId;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of an `m.room.message` of ours.
///
/// @param mentions nobody: what a contact writes never rings by a user's name
/// @param monarch which message of the messenger it shows
@RegisterForReflection
public record MessageContent(
    @JsonProperty("msgtype") String kind,
    @JsonProperty("body") String body,
    @JsonProperty("m.mentions") Map<String, Object> mentions,
    @JsonProperty("m.relates_to") @Nullable Relation relation,
    @JsonProperty(MessageContent.MARK) @Nullable Mark monarch) {
  /// The key of our mark, fixed for everybody who looks for it.
  static final String MARK = "chat.monarch";

  /// Writes a message.
  public static MessageContent of(OutgoingEvent event) {
    return new MessageContent(
        kind(event.content()),
        wellFormed(event.content().body()),
        Map.of(),
        relation(event.inReplyTo()),
        mark(event.remoteId()));
  }

  private static String kind(Content content) {
    return switch (content) {
      case Content.Text _ -> "m.text";
      case Content.Emote _ -> "m.emote";
      case Content.Notice _ -> "m.notice";
    };
  }

  /// A lone surrogate cannot be written as UTF-8: it becomes a question mark.
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static @Nullable Relation relation(@Nullable EventId event) {
    return event == null ? null : new Relation(new Reply(event.value()));
  }

  private static @Nullable Mark mark(@Nullable RemoteMessageId id) {
    return id == null ? null : new Mark(id.toString());
  }

  /// How the message belongs to others.
  public record Relation(@JsonProperty("m.in_reply_to") Reply inReplyTo) {}

  /// The event that the message answers.
  public record Reply(@JsonProperty("event_id") String event) {}

  /// The mark on what we send.
  public record Mark(@JsonProperty("id") String id) {}
}
