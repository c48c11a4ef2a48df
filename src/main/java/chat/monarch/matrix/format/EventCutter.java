package chat.monarch.matrix.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts events out of what the homeserver sends, byte for byte and whatever they hold.
public final class EventCutter {
  private EventCutter() {}

  /// The events of an array that is a field of the document's object, for example `events` of a
  /// transaction. Empty when there is none; elements that are no objects are left out.
  ///
  /// @throws NotJsonException when the document is no JSON object
  public static List<CutEvent> cut(byte[] json, String array) throws NotJsonException {
    var events = new ArrayList<CutEvent>();
    walk(
        json,
        (cursor, name) -> {
          if (name.equals(array)) {
            addEvents(cursor, events);
          }
        });
    return events;
  }

  /// The events of a transaction and, of what passes by, presence and typing (MSC2409).
  ///
  /// @throws NotJsonException when the document is no JSON object
  public static CutTransaction transaction(byte[] json) throws NotJsonException {
    var events = new ArrayList<CutEvent>();
    var passing = new PassingEvents();
    walk(
        json,
        (cursor, name) -> {
          switch (name) {
            case "events" -> addEvents(cursor, events);
            case "ephemeral", "de.sorunome.msc2409.ephemeral" -> passing.add(cursor);
            default -> {}
          }
        });
    return new CutTransaction(events, passing.presences(), passing.typings());
  }

  /// Goes through the fields of the document's object.
  static void walk(byte[] json, FieldReader reader) throws NotJsonException {
    try (var cursor = new JsonCursor(json)) {
      if (!cursor.isObject()) {
        throw new NotJsonException("The body is no JSON object");
      }
      cursor.eachField(name -> reader.read(cursor, name));
      cursor.end();
    } catch (IOException failure) {
      throw new NotJsonException(failure);
    }
  }

  /// What is done with a field of the outermost object.
  @FunctionalInterface
  interface FieldReader {
    void read(JsonCursor cursor, String name) throws IOException;
  }

  /// Adds the events of the array where the cursor stands.
  static void addEvents(JsonCursor cursor, List<CutEvent> events) throws IOException {
    cursor.eachElement(
        "events",
        _ -> {
          if (cursor.isObject()) {
            events.add(event(cursor));
          }
        });
  }

  private static CutEvent event(JsonCursor cursor) throws IOException {
    var fields = new Fields();
    var raw = cursor.cut(name -> fields.read(cursor, name));
    return new CutEvent(fields.id, fields.room, fields.sender, fields.source(), raw);
  }

  private static final class Fields {
    private @Nullable String id;
    private @Nullable String room;
    private @Nullable String sender;
    private @Nullable String puppetSource;
    private @Nullable Long puppetTime;
    private @Nullable Long time;

    private void read(JsonCursor cursor, String name) throws IOException {
      switch (name) {
        case "event_id" -> id = cursor.text();
        case "room_id" -> room = cursor.text();
        case "sender" -> sender = cursor.text();
        case "origin_server_ts" -> time = cursor.number();
        case "content" -> cursor.eachField(key -> readContent(cursor, key));
        default -> {}
      }
    }

    /// The bridge that sent it; none when it is the user's own copy of what a bridge sent.
    private @Nullable String source() {
      return puppetTime == null || puppetTime.equals(time) ? puppetSource : null;
    }

    private void readContent(JsonCursor cursor, String name) throws IOException {
      switch (name) {
        case DoublePuppet.SOURCE_KEY -> puppetSource = cursor.text();
        case DoublePuppet.TIME_KEY -> puppetTime = cursor.number();
        default -> {}
      }
    }
  }
}
