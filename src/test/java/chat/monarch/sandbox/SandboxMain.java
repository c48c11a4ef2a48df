package chat.monarch.sandbox;

import chat.monarch.sandbox.people.PersonasFile;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/// The sandbox as a program: says where it listens in one line of JSON, then what happens, until it
/// is told to stop.
public final class SandboxMain {
  private static final int USAGE = 2;
  private static final BlockingQueue<String> LINES = new ArrayBlockingQueue<>(10_000);
  private static final String HELP =
      "usage: java -jar monarch-sandbox.jar [--personas FILE] [--host ADDRESS] [--xmpp-port N]"
          + " [--http-port N] [--data DIR] [--domain NAME] [--set SWITCH=VALUE]...";

  private SandboxMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length > 0 && arguments[0].equals("--help")) {
      System.out.println(HELP);
      return;
    }
    try {
      run(options(arguments));
    } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
      System.err.println("The sandbox cannot start: " + e.getMessage());
      System.err.println(HELP);
      System.exit(USAGE);
    }
  }

  private static void run(SandboxOptions options) throws InterruptedException {
    var sandbox = Sandbox.start(options.withHappenings(SandboxMain::say));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  sandbox.close();
                  // To be told to stop is no failure: 0, not the 143 of a killed process.
                  Runtime.getRuntime().halt(0);
                }));
    System.out.println(whereabouts(sandbox));
    Thread.ofPlatform().daemon().name("sandbox-printer").start(SandboxMain::print);
    new CountDownLatch(1).await();
  }

  /// A reader who does not read must not stop the service: what does not fit is not said.
  private static void say(String happening) {
    LINES.offer(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + happening);
  }

  private static void print() {
    try {
      while (true) {
        System.out.println(LINES.take());
        System.out.flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String whereabouts(Sandbox sandbox) {
    var front = sandbox.front();
    var json = JsonNodeFactory.instance.objectNode();
    json.put("domain", sandbox.domain());
    json.put("front", front.hostAndPort());
    var gateways = json.putArray("gateways");
    sandbox.gateways().forEach(gateway -> gateways.add(gateway.hostAndPort()));
    json.put("http", sandbox.httpUrl());
    json.put("ca", sandbox.caFile().toAbsolutePath().toString());
    return json.toString();
  }

  private static SandboxOptions options(String[] arguments) throws IOException {
    var options = SandboxOptions.defaults();
    for (var i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("There is nothing behind " + arguments[i] + ".");
      }
      options = with(options, arguments[i], arguments[i + 1]);
    }
    return options;
  }

  private static SandboxOptions with(SandboxOptions options, String name, String value)
      throws IOException {
    return switch (name) {
      case "--personas" -> options.withPersonas(PersonasFile.read(Path.of(value)));
      case "--host" -> options.withHost(value);
      case "--xmpp-port" -> options.withPorts(port(value), options.httpPort());
      case "--http-port" -> options.withPorts(options.xmppPort(), port(value));
      case "--data" -> options.withData(Path.of(value));
      case "--domain" -> options.withDomain(value);
      case "--set" -> withSwitch(options, value);
      default -> throw new IllegalArgumentException("There is no option " + name + ".");
    };
  }

  private static SandboxOptions withSwitch(SandboxOptions options, String assignment) {
    var equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("Write --set SWITCH=VALUE.");
    }
    return options.with(assignment.substring(0, equals), assignment.substring(equals + 1));
  }

  private static int port(String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
      throw new IllegalArgumentException(value + " is no port.");
    }
    return Integer.parseInt(value);
  }
}
