package chat.monarch.sandbox.service;

import chat.monarch.sandbox.journal.ConnectionLog;
import chat.monarch.sandbox.journal.StanzaLog;
import chat.monarch.sandbox.oauth.Tokens;
import chat.monarch.sandbox.setting.Faults;
import chat.monarch.sandbox.setting.SandboxClock;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/// What all connections share.
final class Core {
  private final Environment environment;
  private final Directory directory;
  private final Redirects redirects;
  private final Dialogue dialogue;
  private final ScheduledThreadPoolExecutor timer;

  Core(Environment environment, Directory directory, Dialogue dialogue, List<Gateway> gateways) {
    this.environment = environment;
    this.directory = directory;
    this.dialogue = dialogue;
    this.redirects = new Redirects(environment.switches(), environment.faults(), gateways);
    this.timer = new ScheduledThreadPoolExecutor(1, Core::daemon);
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "sandbox-timer");
    thread.setDaemon(true);
    return thread;
  }

  Directory directory() {
    return directory;
  }

  Dialogue dialogue() {
    return dialogue;
  }

  Redirects redirects() {
    return redirects;
  }

  Switches switches() {
    return environment.switches();
  }

  Faults faults() {
    return environment.faults();
  }

  SandboxClock clock() {
    return environment.clock();
  }

  StanzaLog stanzas() {
    return environment.stanzas();
  }

  ConnectionLog connections() {
    return environment.connections();
  }

  Tokens tokens() {
    return environment.tokens();
  }

  void tell(String happening) {
    environment.happenings().accept(happening);
  }

  /// The certificate that this place shows (CON-7, T15).
  SSLContext certificateOf(Gateway place) {
    var wanted =
        switches().get(place.isFront() ? Switch.FRONT_CERTIFICATE : Switch.GATEWAY_CERTIFICATE);
    var certificates = environment.certificates();
    return switch (wanted) {
      case "own_name" -> certificates.trustedFor(place.name());
      case "untrusted" -> certificates.untrustedFor(directory.domain());
      default -> certificates.trustedFor(directory.domain());
    };
  }

  /// Does something later, unless the service is stopped by then.
  Future<?> later(Runnable task, long delay, TimeUnit unit) {
    try {
      return timer.schedule(task, delay, unit);
    } catch (RejectedExecutionException _) {
      return CompletableFuture.completedFuture(null);
    }
  }

  void stop() {
    timer.shutdownNow();
  }
}
