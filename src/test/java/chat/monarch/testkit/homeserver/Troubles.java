package chat.monarch.testkit.homeserver;

import chat.monarch.testkit.fault.Hold;
import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The troubles that wait for the next messages that the bridge sends into rooms.
final class Troubles {
  private static final Trouble.Effect NONE = _ -> true;

  private final List<Trouble> waiting = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();
  private final Map<String, Hold> hangingRooms = new HashMap<>();

  synchronized Trouble add(Trouble.Effect effect) {
    var trouble = new Trouble(effect);
    waiting.add(trouble);
    return trouble;
  }

  synchronized Hold remember(Hold hold) {
    holds.add(hold);
    return hold;
  }

  /// Whatever is sent into the room hangs until released.
  synchronized Hold hang(String room) {
    var hold = remember(new Hold("what is sent into " + room));
    hangingRooms.put(room, hold);
    return hold;
  }

  synchronized Trouble.Effect of(HttpExchange exchange) {
    var path = exchange.getRequestURI().getRawPath();
    if (!exchange.getRequestMethod().equals("PUT") || !path.contains("/send/")) {
      return NONE;
    }
    var hanging = hangingRooms.get(room(path));
    if (hanging != null) {
      return Trouble.before(hanging);
    }
    while (!waiting.isEmpty()) {
      var first = waiting.getFirst();
      if (first.take()) {
        return first.effect();
      }
      waiting.removeFirst();
    }
    return NONE;
  }

  private static String room(String path) {
    var parts = path.split("/", -1);
    var rooms = Arrays.asList(parts).indexOf("rooms");
    return rooms < 0 || rooms + 1 == parts.length ? "" : StubApi.decode(parts[rooms + 1]);
  }

  /// Lets nobody wait any more.
  synchronized void end() {
    holds.forEach(Hold::abandon);
  }
}
