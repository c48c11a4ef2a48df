package chat.monarch.matrix.format;

import chat.monarch.matrix.format.CutTransaction.CutPresence;
import chat.monarch.matrix.format.CutTransaction.CutTyping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What passes by in a transaction and is of concern: presence, and who types.
final class PassingEvents {
  private final List<CutPresence> presences = new ArrayList<>();
  private final List<CutTyping> typings = new ArrayList<>();

  List<CutPresence> presences() {
    return presences;
  }

  List<CutTyping> typings() {
    return typings;
  }

  /// Adds those of the array where the cursor stands.
  void add(JsonCursor cursor) throws IOException {
    cursor.eachElement(
        "ephemeral",
        _ -> {
          var fields = new Fields();
          cursor.eachField(name -> fields.read(cursor, name));
          if ("m.presence".equals(fields.type)) {
            presences.add(new CutPresence(fields.sender, fields.state, fields.text));
          } else if ("m.typing".equals(fields.type)) {
            typings.add(new CutTyping(fields.room, fields.users));
          }
        });
  }

  private static final class Fields {
    private final Set<String> users = new HashSet<>();
    private @Nullable String type;
    private @Nullable String room;
    private @Nullable String sender;
    private @Nullable String state;
    private @Nullable String text;

    private void read(JsonCursor cursor, String name) throws IOException {
      switch (name) {
        case "type" -> type = cursor.text();
        case "room_id" -> room = cursor.text();
        case "sender" -> sender = cursor.text();
        case "content" -> cursor.eachField(key -> readContent(cursor, key));
        default -> {}
      }
    }

    private void readContent(JsonCursor cursor, String name) throws IOException {
      switch (name) {
        case "presence" -> state = cursor.text();
        case "status_msg" -> text = cursor.text();
        case "user_ids" -> cursor.eachElement("user_ids", _ -> addUser(cursor));
        default -> {}
      }
    }

    private void addUser(JsonCursor cursor) throws IOException {
      var user = cursor.text();
      if (user != null) {
        users.add(user);
      }
    }
  }
}
