package chat.monarch.matrix.format;

import chat.monarch.bridge.port.MessageStatus;
import chat.monarch.bridge.port.Trouble;
import chat.monarch.domain.id.EventId;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/// The content of a `com.beeper.message_send_status` of ours. `delivered_to_users` is never there:
/// the service does not say whom a message reached.
///
/// @param message for people
@RegisterForReflection
public record StatusContent(
    @JsonProperty("m.relates_to") Reference relation,
    @JsonProperty("status") String status,
    @JsonProperty("reason") @Nullable String reason,
    @JsonProperty("message") @Nullable String message) {
  /// The type of the event.
  public static final String TYPE = "com.beeper.message_send_status";

  private static final String WAITS =
      "Messenger has not taken it yet. The bridge goes on trying; you need not do anything.";

  /// Writes a status.
  public static StatusContent of(MessageStatus status) {
    var about = Reference.to(status.event());
    return switch (status) {
      case MessageStatus.Delivered _ -> new StatusContent(about, "SUCCESS", null, null);
      case MessageStatus.Waiting _ -> new StatusContent(about, "PENDING", null, WAITS);
      case MessageStatus.Failed(_, var trouble, var sentence) ->
          new StatusContent(about, failure(trouble), reason(trouble), sentence);
    };
  }

  private static String failure(Trouble trouble) {
    return switch (trouble) {
      case NO_CONNECTION, UNCERTAIN, GIVEN_UP -> "FAIL_RETRIABLE";
      case REFUSED, UNSUPPORTED, ENCRYPTED -> "FAIL_PERMANENT";
    };
  }

  private static String reason(Trouble trouble) {
    return switch (trouble) {
      case NO_CONNECTION -> "m.bridge_unavailable";
      case UNCERTAIN, REFUSED -> "m.foreign_network_error";
      case UNSUPPORTED -> "com.beeper.unsupported_event";
      case ENCRYPTED -> "com.beeper.undecryptable_event";
      case GIVEN_UP -> "m.event_not_handled";
    };
  }

  /// Which event it is about.
  public record Reference(
      @JsonProperty("rel_type") String type, @JsonProperty("event_id") String event) {
    static Reference to(EventId event) {
      return new Reference("m.reference", event.value());
    }
  }
}
