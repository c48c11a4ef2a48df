package chat.monarch.bridge.presence;

import chat.monarch.bridge.ghost.PresenceConfig;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.HomeserverReturned;
import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells the homeserver how the ghosts are, one after another and within the budget. A state that
/// another overtook before its turn is never told.
@ApplicationScoped
class GhostPresences implements Showing {
  private static final Logger LOG = Logger.getLogger(GhostPresences.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Homeserver homeserver;
  private final PresenceSwitch presenceSwitch;
  private final PresenceConfig config;
  private final ExecutorService threads;
  private final Counter requests;
  private final Counter overtaken;
  private final Counter cut;

  // Guarded by this.
  private final Map<RemoteUserId, Map<LoginId, Presence>> known = new HashMap<>();
  private final PresenceTurns turns;
  private @Nullable Future<?> running;

  GhostPresences(
      Homeserver homeserver,
      PresenceSwitch presenceSwitch,
      PresenceConfig config,
      @VirtualThreads ExecutorService threads,
      MeterRegistry registry) {
    this.homeserver = homeserver;
    this.presenceSwitch = presenceSwitch;
    this.config = config;
    this.threads = threads;
    this.requests = registry.counter("monarch.presence.requests");
    this.overtaken = registry.counter("monarch.presence.overtaken");
    this.cut = registry.counter("monarch.presence.cut");
    this.turns = new PresenceTurns(config.refresh(), config.requestsPerSecond());
    presenceSwitch.onSwitchedOn(this::repeat);
  }

  @Override
  public synchronized void show(LoginId login, RemoteUserId contact, Presence presence) {
    if (!config.fromMessenger()) {
      return;
    }
    var before = of(contact);
    if (presence.isOffline()) {
      known.computeIfPresent(contact, (_, views) -> without(views, login));
    } else {
      known.computeIfAbsent(contact, _ -> new HashMap<>()).put(login, presence);
    }
    if (!before.equals(of(contact))) {
      if (!turns.change(contact)) {
        overtaken.increment();
      }
      start();
      notifyAll();
    }
  }

  /// Who is online or not there stays so; Synapse makes only the others be online.
  @Override
  public synchronized void acted(RemoteUserId contact) {
    var presence = of(contact);
    if (!presence.isOffline() && presence.availability() != Presence.Availability.ONLINE) {
      turns.change(contact);
      notifyAll();
    }
  }

  private static @Nullable Map<LoginId, Presence> without(
      Map<LoginId, Presence> views, LoginId login) {
    views.remove(login);
    return views.isEmpty() ? null : views;
  }

  /// Of several logins that see the contact, one that sees the most of him counts.
  private Presence of(RemoteUserId contact) {
    return known.getOrDefault(contact, Map.of()).entrySet().stream()
        .min(
            Map.Entry.<LoginId, Presence>comparingByValue(
                    (one, other) -> one.availability().compareTo(other.availability()))
                .thenComparing(entry -> entry.getKey().value()))
        .map(Map.Entry::getValue)
        .orElse(Presence.OFFLINE);
  }

  /// What the homeserver knew before it went away is not to be trusted.
  void returned(@ObservesAsync HomeserverReturned event) {
    repeat();
  }

  private synchronized void repeat() {
    known.keySet().forEach(turns::change);
    notifyAll();
  }

  private void start() {
    if (running == null) {
      running = threads.submit(this::run);
    }
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    if (running != null) {
      running.cancel(true);
    }
  }

  private void run() {
    try {
      while (true) {
        tell(next());
        TimeUnit.NANOSECONDS.sleep(turns.pace().toNanos());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized RemoteUserId next() throws InterruptedException {
    while (true) {
      var next = turns.next(System.nanoTime());
      if (next != null) {
        return next;
      }
      var rest = turns.rest(System.nanoTime());
      wait(rest.isZero() ? 0 : Math.max(1, rest.toMillis()));
    }
  }

  private void tell(RemoteUserId contact) throws InterruptedException {
    Presence presence;
    synchronized (this) {
      presence = of(contact);
    }
    if (presenceSwitch.isOff()) {
      return;
    }
    try {
      requests.increment();
      homeserver.ghost(contact).setPresence(presence);
      told(contact, presence);
    } catch (HomeserverException.Refused refusal) {
      LOG.infof("The homeserver takes no presence: %s", refusal.getMessage());
      told(contact, Presence.OFFLINE);
    } catch (HomeserverException.Unavailable failure) {
      again(contact);
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (RuntimeException fault) {
      LOG.warnf(fault, "The presence of %s was not told, is told again as if it was", contact);
      told(contact, presence);
    }
  }

  private synchronized void told(RemoteUserId contact, Presence presence) {
    if (!turns.told(contact, !presence.isOffline(), System.nanoTime())) {
      cut.increment();
    }
  }

  private synchronized void again(RemoteUserId contact) {
    turns.change(contact);
  }
}
