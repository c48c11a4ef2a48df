package chat.monarch.bench;

import chat.monarch.sandbox.web.HttpCall;
import chat.monarch.sandbox.web.WebServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The inside of a process of the bench: does what it is asked by HTTP. Its first line says where,
/// as JSON, with whatever else the other processes need.
final class Station {
  static final ObjectMapper JSON = new ObjectMapper();

  private final WebServer web;
  private final Map<String, WebServer.Handler> tasks = new LinkedHashMap<>();

  /// What is done with a request; the answer becomes JSON.
  @FunctionalInterface
  interface Task<T> {
    Object of(T request) throws Exception;
  }

  Station() throws IOException {
    this.web = new WebServer("127.0.0.1", 0);
  }

  /// Adds what is done at a path.
  <T> Station at(String path, Class<T> kind, Task<T> task) {
    tasks.put(path, call -> answer(call, kind, task));
    return this;
  }

  private static <T> void answer(HttpCall call, Class<T> kind, Task<T> task) throws IOException {
    try {
      call.json(200, JSON.valueToTree(task.of(JSON.readValue(call.body(), kind))));
    } catch (Exception | AssertionError failure) {
      failure.printStackTrace();
      JsonNode why = JSON.createObjectNode().put("error", failure.toString());
      call.json(500, why);
    }
  }

  /// Begins to answer, and says where.
  void open(Map<String, String> facts) {
    web.serve(tasks);
    var line = JSON.createObjectNode().put("station", web.url());
    facts.forEach(line::put);
    System.out.println(line);
  }
}
