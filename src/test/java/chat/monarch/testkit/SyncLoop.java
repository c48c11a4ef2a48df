package chat.monarch.testkit;

import static chat.monarch.testkit.MatrixHttp.encode;
import static chat.monarch.testkit.MatrixHttp.path;

import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads a user's `/sync` and hands on each event once, in the order of its room, those also that a
/// timeline left out and those from before he came in. Goes on when the homeserver comes back.
final class SyncLoop implements AutoCloseable {
  private static final String FILTER =
      "{\"presence\":{\"types\":[]},\"room\":{\"ephemeral\":{\"types\":[]},"
          + "\"timeline\":{\"limit\":100}}}";
  private static final int PAUSE_MILLIS = 200;

  private final MatrixHttp http;
  private final MatrixUserId me;
  private final Arrivals<RoomEvent> events;
  private final Arrivals<Invite> invites;
  private final Set<EventId> known = new HashSet<>();
  private final Set<RoomId> rooms = new HashSet<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable String since;

  SyncLoop(MatrixHttp http, MatrixUserId me, Arrivals<RoomEvent> events, Arrivals<Invite> invites) {
    this.http = http;
    this.me = me;
    this.events = events;
    this.invites = invites;
  }

  void start() {
    Thread.ofVirtual().name("sync " + me.value()).start(this::run);
  }

  private void run() {
    while (closed.getCount() > 0) {
      try {
        take(http.get(path("sync") + query()));
      } catch (UncheckedIOException | MatrixError e) {
        if (!mayPass(e) || pauseOrClosed()) {
          fail(e);
          return;
        }
      } catch (RuntimeException e) {
        fail(e);
        return;
      }
    }
  }

  private static boolean mayPass(RuntimeException e) {
    return !(e instanceof MatrixError error) || error.status() >= 500;
  }

  /// Waits a moment; whether it was closed meanwhile.
  boolean pauseOrClosed() {
    try {
      return closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void fail(RuntimeException e) {
    events.fail(e);
    invites.fail(e);
  }

  private String query() {
    var query = "?timeout=30000&filter=" + encode(FILTER);
    return since == null ? query : query + "&since=" + encode(since);
  }

  private void take(JsonNode answer) {
    var sections = answer.path("rooms");
    for (var room : sections.path("invite").properties()) {
      invites.add(Invite.read(new RoomId(room.getKey()), me, room.getValue()));
    }
    for (var section : List.of("join", "leave")) {
      for (var room : sections.path(section).properties()) {
        take(new RoomId(room.getKey()), room.getValue().path("timeline"));
      }
    }
    since = answer.path("next_batch").asText();
  }

  private void take(RoomId room, JsonNode timeline) {
    var fresh = new ArrayList<RoomEvent>();
    if (timeline.path("limited").asBoolean()) {
      fresh.addAll(before(room, timeline.path("prev_batch").asText()));
    }
    timeline.path("events").forEach(event -> fresh.add(RoomEvent.read(room, event)));
    rooms.add(room);
    events.addAll(fresh.stream().filter(event -> known.add(event.id())).toList());
  }

  /// The events between the last known ones, or the beginning of the room, and a point in it.
  private List<RoomEvent> before(RoomId room, String point) {
    var found = new ArrayList<RoomEvent>();
    var from = point;
    while (!from.isEmpty()) {
      var page = http.get(path("rooms", room.value(), "messages") + backwards(room, from));
      page.path("chunk").forEach(event -> found.add(RoomEvent.read(room, event)));
      from = page.path("end").asText();
    }
    return found.reversed();
  }

  private String backwards(RoomId room, String from) {
    var query = "?dir=b&limit=100&from=" + encode(from);
    return since == null || !rooms.contains(room) ? query : query + "&to=" + encode(since);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
