package chat.monarch.matrix.format;

import chat.monarch.domain.id.RoomId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a `/sync` brought.
///
/// @param nextBatch where the next goes on
/// @param rooms of those that the user is in, what is new
/// @param invites of those that he is invited to, the stripped state
public record SyncAnswer(
    String nextBatch, List<Timeline> rooms, Map<RoomId, List<CutEvent>> invites) {
  /// What is new in a room.
  ///
  /// @param before where the events before the first lie
  /// @param limited whether there are such, after the last sync
  public record Timeline(
      RoomId room, List<CutEvent> events, @Nullable String before, boolean limited) {}

  /// Reads the answer.
  public static SyncAnswer read(byte[] json) throws NotJsonException {
    var reading = new Reading();
    EventCutter.walk(json, reading::readTop);
    if (reading.nextBatch == null) {
      throw new NotJsonException("A sync without next_batch");
    }
    return new SyncAnswer(reading.nextBatch, reading.rooms, reading.invites);
  }

  private static final class Reading {
    private final List<Timeline> rooms = new ArrayList<>();
    private final Map<RoomId, List<CutEvent>> invites = new HashMap<>();
    private @Nullable String nextBatch;

    private void readTop(JsonCursor cursor, String name) throws IOException {
      switch (name) {
        case "next_batch" -> nextBatch = cursor.text();
        case "rooms" -> cursor.eachField(kind -> readRooms(cursor, kind));
        default -> {}
      }
    }

    private void readRooms(JsonCursor cursor, String kind) throws IOException {
      switch (kind) {
        case "join" -> cursor.eachField(room -> readJoined(cursor, new RoomId(room)));
        case "invite" -> cursor.eachField(room -> readInvited(cursor, new RoomId(room)));
        default -> {}
      }
    }

    private void readJoined(JsonCursor cursor, RoomId room) throws IOException {
      cursor.eachField(
          name -> {
            if (name.equals("timeline")) {
              rooms.add(TimelineReading.read(cursor, room));
            }
          });
    }

    private void readInvited(JsonCursor cursor, RoomId room) throws IOException {
      var state = new ArrayList<CutEvent>();
      cursor.eachField(
          name -> {
            if (name.equals("invite_state")) {
              cursor.eachField(_ -> EventCutter.addEvents(cursor, state));
            }
          });
      invites.put(room, state);
    }
  }

  private static final class TimelineReading {
    private final List<CutEvent> events = new ArrayList<>();
    private @Nullable String before;
    private boolean limited;

    private static Timeline read(JsonCursor cursor, RoomId room) throws IOException {
      var reading = new TimelineReading();
      cursor.eachField(name -> reading.readField(cursor, name));
      var events = reading.events.stream().map(event -> event.in(room)).toList();
      return new Timeline(room, events, reading.before, reading.limited);
    }

    private void readField(JsonCursor cursor, String name) throws IOException {
      switch (name) {
        case "events" -> EventCutter.addEvents(cursor, events);
        case "prev_batch" -> before = cursor.text();
        case "limited" -> limited = cursor.isTrue();
        default -> {}
      }
    }
  }
}
