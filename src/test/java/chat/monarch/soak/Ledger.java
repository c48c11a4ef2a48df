package chat.monarch.soak;

import chat.monarch.domain.id.RoomId;
import chat.monarch.soak.People.Pair;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.MatrixUser;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads again and again what was seen on both sides.
final class Ledger {
  private final Deployment deployment;
  private final List<MatrixUser> users;
  private final Map<Pair, RoomId> rooms;
  private final Map<Pair, List<JsonNode>> logs = new HashMap<>();

  Ledger(Deployment deployment, List<MatrixUser> users, Map<Pair, RoomId> rooms) {
    this.deployment = deployment;
    this.users = users;
    this.rooms = rooms;
  }

  RoomId room(Pair pair) {
    return rooms.get(pair);
  }

  /// All conversations as they are now. The contacts' side is read first: what was written in
  /// Matrix and is not yet known there cannot look as if nobody had written it.
  List<Conversation> read() {
    People.pairs().forEach(this::readLog);
    return People.pairs().stream().map(this::conversation).toList();
  }

  private void readLog(Pair pair) {
    var log = logs.computeIfAbsent(pair, _ -> new ArrayList<>());
    var after = log.isEmpty() ? 0 : log.getLast().path("sequence").asLong();
    var request = Map.of("account", pair.other(), "direction", "both", "after", after);
    deployment.sandbox().control(Map.of("log", request)).path("log").forEach(log::add);
  }

  private Conversation conversation(Pair pair) {
    return Conversation.read(
        pair,
        rooms.get(pair),
        users.get(pair.user()),
        deployment.ghost(pair.other()),
        deployment.bot(),
        logs.get(pair));
  }
}
