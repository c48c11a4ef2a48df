package chat.monarch.testkit.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a client has prepared and bound on one connection, and what it has executed since its last
/// exchange.
final class Statements {
  private final Map<String, String> prepared = new HashMap<>();
  private final Map<String, Execution> bound = new HashMap<>();
  private final List<Execution> executed = new ArrayList<>();

  void take(Message message) {
    switch (message.type()) {
      case 'P' -> prepared.put(message.text(0), message.text(message.after(0)));
      case 'B' -> bind(message);
      case 'E' -> {
        var execution = bound.get(message.text(0));
        if (execution != null) {
          executed.add(execution);
        }
      }
      case 'C' -> {
        if (message.payload()[0] == 'S') {
          prepared.remove(message.text(1));
        }
      }
      case 'Q' -> executed.add(new Execution(message.text(0), new byte[0], 0));
      default -> {}
    }
  }

  private void bind(Message message) {
    var sql = prepared.getOrDefault(message.text(message.after(0)), "");
    bound.put(message.text(0), new Execution(sql, message.payload(), 0));
  }

  /// What was executed since this was asked last.
  List<Execution> takeExecuted() {
    var all = List.copyOf(executed);
    executed.clear();
    return all;
  }
}
