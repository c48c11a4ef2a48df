package chat.monarch.testkit;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of the tests in a process of its own, which says in its first line, as JSON, where it
/// is to be asked (`station`) and whatever else there is to know.
public final class ProgramProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final ChildProcess process;
  private final JsonNode facts;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ProgramProcess(String name, ChildProcess process) {
    this.name = name;
    this.process = process;
    this.facts = firstLine();
  }

  /// Starts the `main` of a class of our class path, and waits for its first line.
  ///
  /// @param log where its errors go
  /// @param options of its JVM
  public static ProgramProcess start(
      String name, Class<?> main, Path log, List<String> options, String... arguments) {
    var command = new ArrayList<>(Java.command());
    command.addAll(options);
    command.addAll(List.of("-cp", absoluteClassPath(), main.getName()));
    command.addAll(List.of(arguments));
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ProgramProcess(name, ChildProcess.piped(name, command, log));
  }

  /// The process works in another folder.
  private static String absoluteClassPath() {
    var places = System.getProperty("java.class.path").split(":", -1);
    return List.of(places).stream()
        .map(place -> Path.of(place).toAbsolutePath().toString())
        .reduce((one, other) -> one + ":" + other)
        .orElseThrow();
  }

  private JsonNode firstLine() {
    try {
      var line = process.process().inputReader().readLine();
      if (line == null) {
        throw new IllegalStateException(name + " does not start:\n" + process.lastLines());
      }
      return JSON.readTree(line);
    } catch (IOException e) {
      process.kill();
      throw new UncheckedIOException(e);
    }
  }

  /// Something that its first line says.
  public String fact(String key) {
    return facts.path(key).asText();
  }

  public long pid() {
    return process.process().pid();
  }

  /// Has it do something, and waits as long as that takes.
  ///
  /// @param request becomes JSON
  /// @param kind what the answer is read as
  public <T> T ask(String path, Object request, Class<T> kind) {
    return read(post(path, request), JSON.constructType(kind));
  }

  /// The same, where the answer is a list.
  public <T> List<T> askList(String path, Object request, Class<T> kind) {
    return read(
        post(path, request), JSON.getTypeFactory().constructCollectionType(List.class, kind));
  }

  private static <T> T read(String json, JavaType type) {
    try {
      return JSON.readValue(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String post(String path, Object request) {
    try {
      var body = HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request));
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(fact("station") + path)).POST(body).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(name + ", " + path + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(name + ", " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.kill();
  }
}
