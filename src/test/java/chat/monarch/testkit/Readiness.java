package chat.monarch.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Waits until a process that was just started answers by HTTP.
final class Readiness {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private Readiness() {}

  /// Returns when the address answers 200.
  ///
  /// @throws IllegalStateException at once where the process ends, else after the time; with the
  ///     last lines of its log
  static void await(String name, ChildProcess process, URI address, Duration time) {
    var deadline = System.nanoTime() + time.toNanos();
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!answers(http, address)) {
        if (process.exits(BETWEEN_LOOKS)) {
          throw failure(name + " ended with " + process.exitCode(Duration.ZERO), process);
        }
        if (System.nanoTime() > deadline) {
          throw failure(name + " is not ready after " + time, process);
        }
      }
    }
  }

  private static boolean answers(HttpClient http, URI address) {
    var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static IllegalStateException failure(String what, ChildProcess process) {
    return new IllegalStateException(what + ". The end of its log:\n" + process.lastLines());
  }
}
