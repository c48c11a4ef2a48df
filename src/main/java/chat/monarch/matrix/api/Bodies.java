package chat.monarch.matrix.api;

import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.id.RoomId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What requests carry.
@RegisterForReflection
final class Bodies {
  private Bodies() {}

  record Empty() {}

  record Register(
      @JsonProperty("type") String type,
      @JsonProperty("username") String username,
      @JsonProperty("inhibit_login") boolean inhibitLogin) {
    static Register of(String localpart) {
      return new Register("m.login.application_service", localpart, true);
    }
  }

  record Device(@JsonProperty("display_name") String displayName) {}

  record DisplayName(@JsonProperty("displayname") String displayName) {}

  record AvatarUrl(@JsonProperty("avatar_url") String avatarUrl) {}

  /// Matrix has no word for busy that every client knows: it stands in the text.
  record PresenceState(
      @JsonProperty("presence") String presence, @JsonProperty("status_msg") String text) {
    static PresenceState of(Presence presence) {
      return switch (presence.availability()) {
        case ONLINE -> new PresenceState("online", presence.text());
        case AWAY -> new PresenceState("unavailable", presence.text());
        case BUSY ->
            new PresenceState(
                "unavailable", presence.text().isEmpty() ? "Busy" : "Busy: " + presence.text());
        case OFFLINE -> new PresenceState("offline", "");
      };
    }
  }

  record Typing(
      @JsonProperty("typing") boolean typing,
      @JsonProperty("timeout") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long timeout) {
    static Typing of(Duration time) {
      return time.isZero() ? new Typing(false, null) : new Typing(true, time.toMillis());
    }
  }

  record Reason(@JsonProperty("reason") String reason) {}

  record Invite(
      @JsonProperty("membership") String membership, @JsonProperty("is_direct") boolean direct) {
    static Invite of(boolean direct) {
      return new Invite("invite", direct);
    }
  }

  record Name(@JsonProperty("name") String name) {}

  record Picture(@JsonProperty("url") String url) {}

  record PushRule(
      @JsonProperty("conditions") List<PushCondition> conditions,
      @JsonProperty("actions") List<String> actions) {
    /// Nothing that happens in the room is notified.
    static PushRule silencing(RoomId room) {
      return new PushRule(
          List.of(new PushCondition("event_match", "room_id", room.value())), List.of());
    }
  }

  record PushCondition(
      @JsonProperty("kind") String kind,
      @JsonProperty("key") String key,
      @JsonProperty("pattern") String pattern) {}

  record Ping(@JsonProperty("transaction_id") String transactionId) {}

  record CreateRoom(
      @JsonProperty("visibility") String visibility,
      @JsonProperty("preset") String preset,
      @JsonProperty("is_direct") boolean direct,
      @JsonProperty("name") String name,
      @JsonProperty("room_alias_name") @Nullable String alias,
      @JsonProperty("creation_content") Map<String, Object> creation,
      @JsonProperty("power_level_content_override") PowerLevels powerLevels,
      @JsonProperty("initial_state") List<State> state) {}

  record PowerLevels(@JsonProperty("events") Map<String, Integer> events) {}

  record State(
      @JsonProperty("type") String type,
      @JsonProperty("state_key") String key,
      @JsonProperty("content") Object content) {}

  record GuestAccess(@JsonProperty("guest_access") String access) {}

  record FunctionalMembers(@JsonProperty("service_members") List<String> members) {}

  record BridgeInfo(
      @JsonProperty("bridgebot") String bot,
      @JsonProperty("creator") String creator,
      @JsonProperty("protocol") Protocol protocol,
      @JsonProperty("channel") Channel channel,
      @JsonProperty("com.beeper.room_type") String roomType) {}

  record Protocol(@JsonProperty("id") String id, @JsonProperty("displayname") String name) {}

  record Channel(
      @JsonProperty("id") String id,
      @JsonProperty("displayname") String name,
      @JsonProperty("avatar_url") @Nullable String picture,
      @JsonProperty("fi.mau.receiver") String receiver,
      @JsonProperty("com.beeper.message_request") boolean request) {}
}
