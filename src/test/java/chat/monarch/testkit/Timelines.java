package chat.monarch.testkit;

import static chat.monarch.testkit.MatrixHttp.encode;
import static chat.monarch.testkit.MatrixHttp.path;

import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hands on each event once, in the order of its room, those also that a timeline left out and
/// those from before the user came in.
final class Timelines implements SyncLoop.Taker {
  static final String FILTER =
      "{\"presence\":{\"types\":[]},\"room\":{\"ephemeral\":{\"types\":[]},"
          + "\"timeline\":{\"limit\":100}}}";

  private final MatrixHttp http;
  private final MatrixUserId me;
  private final Arrivals<RoomEvent> events;
  private final Arrivals<Invite> invites;
  private final Set<EventId> known = new HashSet<>();
  private final Set<RoomId> rooms = new HashSet<>();

  Timelines(
      MatrixHttp http, MatrixUserId me, Arrivals<RoomEvent> events, Arrivals<Invite> invites) {
    this.http = http;
    this.me = me;
    this.events = events;
    this.invites = invites;
  }

  @Override
  public void fail(RuntimeException cause) {
    events.fail(cause);
    invites.fail(cause);
  }

  @Override
  public void take(JsonNode answer, @Nullable String since) {
    var sections = answer.path("rooms");
    for (var room : sections.path("invite").properties()) {
      invites.add(Invite.read(new RoomId(room.getKey()), me, room.getValue()));
    }
    for (var section : List.of("join", "leave")) {
      for (var room : sections.path(section).properties()) {
        take(new RoomId(room.getKey()), room.getValue().path("timeline"), since);
      }
    }
  }

  private void take(RoomId room, JsonNode timeline, @Nullable String since) {
    var fresh = new ArrayList<RoomEvent>();
    if (timeline.path("limited").asBoolean()) {
      fresh.addAll(before(room, timeline.path("prev_batch").asText(), since));
    }
    timeline.path("events").forEach(event -> fresh.add(RoomEvent.read(room, event)));
    rooms.add(room);
    events.addAll(fresh.stream().filter(event -> known.add(event.id())).toList());
  }

  /// The events between the last known ones, or the beginning of the room, and a point in it.
  private List<RoomEvent> before(RoomId room, String point, @Nullable String since) {
    var found = new ArrayList<RoomEvent>();
    var end = since == null || !rooms.contains(room) ? "" : "&to=" + encode(since);
    var from = point;
    while (!from.isEmpty()) {
      var query = "?dir=b&limit=100&from=" + encode(from) + end;
      var page = http.get(path("rooms", room.value(), "messages") + query);
      page.path("chunk").forEach(event -> found.add(RoomEvent.read(room, event)));
      from = page.path("end").asText();
    }
    return found.reversed();
  }
}
