package chat.monarch.testkit;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who is there and who is typing, as a user's `/sync` tells him.
public final class Surroundings implements AutoCloseable {
  private static final String FILTER =
      "{\"account_data\":{\"types\":[]},\"room\":{\"account_data\":{\"types\":[]},"
          + "\"state\":{\"types\":[]},\"timeline\":{\"types\":[]},"
          + "\"ephemeral\":{\"types\":[\"m.typing\"]}}}";

  private final Arrivals<Shown> shown = new Arrivals<>();
  private final Arrivals<Typing> typing = new Arrivals<>();
  private final SyncLoop sync;

  /// How somebody is said to be.
  ///
  /// @param state `online`, `unavailable` or `offline`
  /// @param text his own words, or empty
  public record Shown(MatrixUserId user, String state, String text) {}

  /// Who is typing in a room, and nobody else is.
  public record Typing(RoomId room, Set<MatrixUserId> users) {}

  Surroundings(MatrixHttp http, MatrixUserId me) {
    this.sync = new SyncLoop(http, FILTER, new Reader());
    sync.start("surroundings of " + me.value());
  }

  private final class Reader implements SyncLoop.Taker {
    @Override
    public void take(JsonNode answer, @Nullable String since) {
      answer.path("presence").path("events").forEach(event -> shown.add(shown(event)));
      for (var room : answer.path("rooms").path("join").properties()) {
        for (var event : room.getValue().path("ephemeral").path("events")) {
          typing.add(typing(new RoomId(room.getKey()), event));
        }
      }
    }

    @Override
    public void fail(RuntimeException cause) {
      shown.fail(cause);
      typing.fail(cause);
    }
  }

  private static Shown shown(JsonNode event) {
    var content = event.path("content");
    var text = content.path("status_msg");
    return new Shown(
        new MatrixUserId(event.path("sender").asText()),
        content.path("presence").asText(),
        text.isTextual() ? text.asText() : "");
  }

  private static Typing typing(RoomId room, JsonNode event) {
    var users = event.path("content").path("user_ids").valueStream();
    return new Typing(
        room, users.map(user -> new MatrixUserId(user.asText())).collect(Collectors.toSet()));
  }

  /// All that was said of anybody so far, in order.
  public List<Shown> shown() {
    return shown.all();
  }

  /// Waits until somebody is said to be so; it may have been said before.
  public void awaitShown(Shown wanted, Duration time) {
    shown.first(wanted.toString(), wanted::equals).within(time);
  }

  /// Those are said to be typing in a room, and nobody else, from now on.
  public Expectation<Typing> expectTyping(Typing wanted) {
    return typing.next(wanted.toString(), wanted::equals);
  }

  /// Stops looking.
  @Override
  public void close() {
    sync.close();
  }
}
