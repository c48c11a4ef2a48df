package chat.monarch.testkit.homeserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A room: its events in order, and its state.
final class StubRoom {
  private final String id;
  private final List<StubEvent> events = new ArrayList<>();
  private final Map<String, StubEvent> state = new LinkedHashMap<>();

  StubRoom(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  void add(StubEvent event) {
    events.add(event);
    if (event.stateKey() != null) {
      state.put(event.type() + "|" + event.stateKey(), event);
    }
  }

  List<StubEvent> events() {
    return List.copyOf(events);
  }

  List<StubEvent> state() {
    return List.copyOf(state.values());
  }

  boolean hasState(String type, String stateKey) {
    return state.containsKey(type + "|" + stateKey);
  }

  JsonNode state(String type, String stateKey) {
    var event = state.get(type + "|" + stateKey);
    return event == null ? StubHomeserver.JSON.missingNode() : event.content();
  }

  List<String> joined() {
    return state.values().stream()
        .filter(event -> event.type().equals("m.room.member"))
        .filter(event -> event.content().path("membership").asText().equals("join"))
        .map(StubEvent::stateKey)
        .toList();
  }

  String membership(String user) {
    return state("m.room.member", user).path("membership").asText("leave");
  }
}
