package chat.monarch.testkit.homeserver;

import chat.monarch.testkit.fault.Hold;
import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.List;

/// The troubles that wait for the next messages that the bridge sends into rooms.
final class Troubles {
  private static final Trouble.Effect NONE = _ -> true;

  private final List<Trouble> waiting = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();

  synchronized Trouble add(Trouble.Effect effect) {
    var trouble = new Trouble(effect);
    waiting.add(trouble);
    return trouble;
  }

  synchronized Hold remember(Hold hold) {
    holds.add(hold);
    return hold;
  }

  synchronized Trouble.Effect of(HttpExchange exchange) {
    var path = exchange.getRequestURI().getRawPath();
    if (!exchange.getRequestMethod().equals("PUT") || !path.contains("/send/")) {
      return NONE;
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

  /// Lets nobody wait any more.
  synchronized void end() {
    holds.forEach(Hold::abandon);
  }
}
