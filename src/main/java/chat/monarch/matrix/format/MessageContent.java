package chat.monarch.matrix.format;

import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.Gap;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RemoteMessageId;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of an `m.room.message` of ours.
///
/// @param html the body as HTML, if the bot says it and not somebody at the messenger
/// @param mentions nobody: what a contact writes never rings by a user's name
/// @param monarch which message of the messenger it shows, or which time it says to be missing
/// @param puppetSource by which bridge it is sent in a user's name
/// @param puppetTime when, in milliseconds since 1970
@RegisterForReflection
public record MessageContent(
    @JsonProperty("msgtype") String kind,
    @JsonProperty("body") String body,
    @JsonProperty("format") @Nullable String format,
    @JsonProperty("formatted_body") @Nullable String html,
    @JsonProperty("m.mentions") Map<String, Object> mentions,
    @JsonProperty("m.relates_to") @Nullable Relation relation,
    @JsonProperty(MessageContent.MARK) @Nullable Mark monarch,
    @JsonProperty(DoublePuppet.SOURCE_KEY) @Nullable String puppetSource,
    @JsonProperty(DoublePuppet.TIME_KEY) @Nullable Long puppetTime) {
  /// The key of our mark, fixed for everybody who looks for it.
  static final String MARK = "chat.monarch";

  private static final String HTML = "org.matrix.custom.html";

  /// Writes a message.
  public static MessageContent of(OutgoingEvent event) {
    var body = wellFormed(event.content().body());
    var html = event.remoteId() == null ? BotMarkup.html(body) : null;
    return new MessageContent(
        kind(event.content()),
        body,
        html == null ? null : HTML,
        html,
        Map.of(),
        relation(event.inReplyTo()),
        mark(event),
        null,
        null);
  }

  /// The same as a bridge sends it in a user's name.
  ///
  /// @param at the event's own time; null where the homeserver gives it
  public MessageContent puppeted(String source, @Nullable Instant at) {
    var time = at == null ? null : at.toEpochMilli();
    return new MessageContent(kind, body, format, html, mentions, relation, monarch, source, time);
  }

  /// Whether a message is one of ours that shows that message of the messenger.
  public static boolean shows(JsonNode content, RemoteMessageId message) {
    return content.path(MARK).path("id").asText().equals(message.toString());
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

  private static @Nullable Mark mark(OutgoingEvent event) {
    var id = event.remoteId();
    var gap = event.gap();
    return id == null && gap == null
        ? null
        : new Mark(id == null ? null : id.toString(), gap == null ? null : Missing.of(gap));
  }

  /// How the message belongs to others.
  public record Relation(@JsonProperty("m.in_reply_to") Reply inReplyTo) {}

  /// The event that the message answers.
  public record Reply(@JsonProperty("event_id") String event) {}

  /// The mark on what we send.
  public record Mark(
      @JsonProperty("id") @Nullable String id, @JsonProperty("gap") @Nullable Missing gap) {}

  /// A time in which messages may be missing, in milliseconds since 1970.
  public record Missing(@JsonProperty("from") long from, @JsonProperty("to") long to) {
    static Missing of(Gap gap) {
      return new Missing(gap.from().toEpochMilli(), gap.to().toEpochMilli());
    }
  }
}
