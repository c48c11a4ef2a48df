package chat.monarch.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The bridge as an operator runs it: the packaged application, or the executable that the system
/// property `monarch.executable` names, in a process with a folder of its own.
public final class BridgeProcess implements AutoCloseable {
  private static final Duration COMMAND = Duration.ofSeconds(60);
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(25);

  private final Path folder;
  private final Map<String, String> properties;
  private final Map<String, String> environment;
  private final ChildProcess process;

  private BridgeProcess(
      Path folder, Map<String, String> properties, Map<String, String> environment) {
    this.folder = folder;
    this.properties = properties;
    this.environment = environment;
    ChildProcess.endDatabasesBelow(folder);
    this.process = ChildProcess.logging("The bridge", command(properties), environment, log());
  }

  /// What a command line printed, both streams, and its exit code.
  public record Outcome(int exitCode, String output) {}

  /// Runs a command of the bridge to its end, for example `registration`.
  ///
  /// @param folder its working directory; made where it is not there
  public static Outcome run(Path folder, Map<String, String> properties, String... arguments) {
    try {
      var output = Files.createTempFile(Files.createDirectories(folder), "command", ".log");
      var command = command(properties, arguments);
      var process = ChildProcess.logging("The bridge", command, Map.of(), output);
      return new Outcome(process.exitCode(COMMAND), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts the bridge without waiting for it.
  ///
  /// @param folder where its log and, unless `monarch.data-dir` is given, its data go
  /// @param properties its configuration; `quarkus.http.port` must be there, see [FreePorts]
  public static BridgeProcess launch(
      Path folder, Map<String, String> properties, Map<String, String> environment) {
    var all = new LinkedHashMap<>(properties);
    all.putIfAbsent("monarch.data-dir", folder.toAbsolutePath().resolve("data").toString());
    all.putIfAbsent("quarkus.http.host", "127.0.0.1");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BridgeProcess(folder.toAbsolutePath(), all, environment);
  }

  /// Starts the bridge and waits until it is ready.
  public static BridgeProcess start(Path folder, Map<String, String> properties) {
    return launch(folder, properties, Map.of()).awaitReady();
  }

  /// Starts the same again, on the same data and port, after [#stop] or [#kill]; waits until ready.
  public BridgeProcess startAgain() {
    return new BridgeProcess(folder, properties, environment).awaitReady();
  }

  /// Starts it on the same data with other settings, after [#stop] or [#kill], and does not wait.
  public BridgeProcess launchAgain(Map<String, String> changed) {
    var all = new LinkedHashMap<>(properties);
    all.putAll(changed);
    return new BridgeProcess(folder, all, environment);
  }

  /// Waits until it says that it is ready.
  ///
  /// @throws IllegalStateException where it ends, or is not ready in 90 s; with the end of its log
  public BridgeProcess awaitReady() {
    Readiness.await("The bridge", process, address().resolve("/q/health/ready"), START);
    return this;
  }

  private static List<String> command(Map<String, String> properties, String... arguments) {
    var command = new ArrayList<String>();
    var settings = properties.entrySet().stream().map(e -> "-D" + e.getKey() + "=" + e.getValue());
    var executable = System.getProperty("monarch.executable", "");
    if (executable.isEmpty()) {
      command.addAll(Java.command());
      command.addAll(settings.toList());
      command.add("-jar");
      command.add(Checkout.here().resolve("target/quarkus-app/quarkus-run.jar").toString());
    } else {
      command.add(Path.of(executable).toAbsolutePath().toString());
      command.addAll(settings.toList());
    }
    command.addAll(List.of(arguments));
    return command;
  }

  /// Its listener on loopback.
  public URI address() {
    return URI.create("http://127.0.0.1:" + properties.get("quarkus.http.port"));
  }

  public Path log() {
    return folder.resolve("bridge.log");
  }

  public long pid() {
    return process.process().pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Waits for its own end.
  public int exitCode(Duration time) {
    return process.exitCode(time);
  }

  /// Ends it in order (SIGTERM), in 25 s at most; its exit code.
  public int stop() {
    return process.stop(STOP);
  }

  /// Ends it as a crash would (SIGKILL); its embedded database may go on running.
  public void kill() {
    process.kill();
  }

  /// How many embedded databases run on its data.
  public long databases() {
    return Postmasters.countBelow(folder);
  }

  /// Ends it and what it left running.
  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        stop();
      }
    } finally {
      Postmasters.endBelow(folder);
    }
  }
}
