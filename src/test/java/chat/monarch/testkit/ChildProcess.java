package chat.monarch.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A process that never outlives this JVM: it is ended by a shutdown hook, and, where `setpriv` is
/// there (util-linux), by the kernel when the JVM is killed.
final class ChildProcess {
  private static final Duration LAST_MOMENTS = Duration.ofSeconds(20);
  private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

  // The kernel counts the end of the thread that started a child as the end of its parent.
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("process-starter").factory());

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ChildProcess::endAll, "process-end"));
  }

  private static final Set<Path> DATABASES = ConcurrentHashMap.newKeySet();

  private final String name;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /// Starts a command whose output, both streams, goes to the end of a file.
  static ChildProcess logging(
      String name, List<String> command, Map<String, String> environment, Path log) {
    var builder = builder(command, environment, log).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ChildProcess(name, start(name, builder), log);
  }

  /// Starts a command whose standard output is for us to read; only its errors go to the file.
  static ChildProcess piped(String name, List<String> command, Path log) {
    var builder = builder(command, Map.of(), log);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ChildProcess(name, start(name, builder), log);
  }

  private static ProcessBuilder builder(
      List<String> command, Map<String, String> environment, Path log) {
    var whole = new ArrayList<>(Pdeathsig.PREFIX);
    whole.addAll(command);
    var builder = new ProcessBuilder(whole).redirectInput(new File("/dev/null"));
    builder.directory(log.toAbsolutePath().getParent().toFile());
    // What the shell of a developer says about his own bridge is not for ours.
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("MONARCH_") || key.startsWith("QUARKUS_"));
    builder.environment().putAll(environment);
    return builder;
  }

  private static Process start(String name, ProcessBuilder builder) {
    try {
      var process = STARTER.submit(builder::start).get();
      LIVING.add(process);
      process.onExit().thenAccept(LIVING::remove);
      return process;
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + " cannot be started", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + " was not started", e);
    }
  }

  private static void endAll() {
    var deadline = System.nanoTime() + LAST_MOMENTS.toNanos();
    LIVING.forEach(Process::destroy);
    for (var process : LIVING) {
      if (!exits(process, Duration.ofNanos(deadline - System.nanoTime()))) {
        process.destroyForcibly();
      }
    }
    DATABASES.forEach(Postmasters::endBelow);
  }

  /// Has the embedded databases below a folder ended with this JVM, whoever left them there.
  static void endDatabasesBelow(Path folder) {
    DATABASES.add(folder);
  }

  /// Whether the process ends within the time, which may be over already.
  private static boolean exits(Process process, Duration time) {
    try {
      return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  Process process() {
    return process;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Whether it ends within the time; also the way to wait between two looks at a living one.
  boolean exits(Duration time) {
    return exits(process, time);
  }

  /// Its exit code, as a shell shows it: 128 and the signal where one ended it.
  ///
  /// @throws IllegalStateException where it is still running after the time
  int exitCode(Duration time) {
    if (!exits(time)) {
      throw new IllegalStateException(name + " is still running after " + time);
    }
    return process.exitValue();
  }

  /// SIGTERM, and its exit code; SIGKILL and an exception where it does not end in time.
  int stop(Duration time) {
    process.destroy();
    if (!exits(time)) {
      kill();
      throw new IllegalStateException(name + " did not end within " + time + " of SIGTERM");
    }
    return process.exitValue();
  }

  /// SIGKILL; returns when the process is gone.
  void kill() {
    process.destroyForcibly();
    exitCode(LAST_MOMENTS);
  }

  /// The last lines of its log, for the message of a failure.
  String lastLines() {
    try {
      var lines = Files.readString(log).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The words before a command that have the kernel end it with us; none where that cannot be had.
  private static final class Pdeathsig {
    static final List<String> PREFIX = find();

    private static List<String> find() {
      for (var folder : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
        var setpriv = Path.of(folder, "setpriv");
        if (Files.isExecutable(setpriv)) {
          return List.of(setpriv.toString(), "--pdeathsig", "TERM", "--");
        }
      }
      return List.of();
    }
  }
}
