package chat.monarch.bridge.user;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.work.Lanes;
import chat.monarch.bridge.work.MessageCounts;
import chat.monarch.bridge.work.Next;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.StatusTable;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Reports that the service has messages, aside from the messages' own way: a status event for
/// each, and the bot's read marker on the last of those that came together. Does nothing but count
/// where both are off.
///
/// What waits to be reported is in memory only. What a crash took is reported again from the rows
/// of work at the next start; repeated reports change nothing.
@ApplicationScoped
public class DeliveryReports {
  private static final int AT_A_TIME = 50;

  private static final Logger LOG = Logger.getLogger(DeliveryReports.class);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

  /// The homeserver knows a repetition for a day.
  private static final Duration KNOWN_TO_THE_HOMESERVER = Duration.ofHours(20);

  private static final Duration LAST_MOMENTS = Duration.ofMinutes(1);
  private static final int MOST_AT_START = 500;
  private static final int MOST = 20_000;
  private static final int AT_ONCE = 50;

  private final Statuses statuses;
  private final StatusConfig config;
  private final Homeserver homeserver;
  private final StatusTable table;
  private final MessageCounts counts;
  private final ExecutorService threads;
  private final Clock clock;
  private final Lanes<RoomId> lanes;
  private final Map<RoomId, Deque<EventId>> waiting = new HashMap<>();
  private int size;

  DeliveryReports(
      Statuses statuses,
      StatusConfig config,
      Homeserver homeserver,
      StatusTable table,
      MessageCounts counts,
      @VirtualThreads ExecutorService threads,
      Clock clock) {
    this.statuses = statuses;
    this.config = config;
    this.homeserver = homeserver;
    this.table = table;
    this.counts = counts;
    this.threads = threads;
    this.clock = clock;
    this.lanes = new Lanes<>(threads, AT_A_TIME, clock, this::report);
  }

  void start(@Observes StartupEvent event) {
    if (isOn()) {
      threads.execute(this::repeatLast);
    }
  }

  /// What was delivered just before the last process ended may not have been reported.
  void repeatLast() {
    var earliest = clock.instant().minus(KNOWN_TO_THE_HOMESERVER);
    table.lastDelivered(LAST_MOMENTS, earliest, MOST_AT_START).stream()
        .collect(Collectors.groupingBy(ReceivedEvent::room))
        .values()
        .forEach(this::report);
  }

  /// The service has these messages of one room, and it is stored that it has.
  public void delivered(List<ReceivedEvent> events) {
    counts.deliveredToMessenger(events.size());
    if (isOn()) {
      report(events);
    }
  }

  private boolean isOn() {
    return statuses.areOn() || config.deliveryReceipts();
  }

  private void report(List<ReceivedEvent> events) {
    events.forEach(this::enqueue);
    events.stream().limit(1).map(ReceivedEvent::room).forEach(lanes::wake);
  }

  private void enqueue(ReceivedEvent event) {
    statuses.decide(event.id());
    synchronized (waiting) {
      if (size == MOST) {
        LOG.warnf("Too much waits for the homeserver: %s is not reported", event.id().value());
        return;
      }
      waiting.computeIfAbsent(event.room(), _ -> new ArrayDeque<>()).add(event.id());
      size++;
    }
  }

  private Next report(RoomId room) {
    var events = first(room);
    if (events.isEmpty()) {
      return new Next.Rest();
    }
    try {
      events.forEach(event -> statuses.delivered(room, event));
      markRead(room, events.getLast());
    } catch (HomeserverException.Unavailable failure) {
      LOG.debugf("Reports wait for the homeserver: %s", failure.getMessage());
      return new Next.At(clock.instant().plus(AFTER_A_FAILURE));
    }
    remove(room, events.size());
    return new Next.Again();
  }

  private void markRead(RoomId room, EventId event) {
    if (!config.deliveryReceipts()) {
      return;
    }
    try {
      homeserver.bot().markRead(room, event);
    } catch (HomeserverException.Refused refusal) {
      LOG.debugf("%s is not marked as read: %s", event.value(), refusal.getMessage());
    }
  }

  private List<EventId> first(RoomId room) {
    synchronized (waiting) {
      return waiting.getOrDefault(room, new ArrayDeque<>()).stream().limit(AT_ONCE).toList();
    }
  }

  private void remove(RoomId room, int count) {
    synchronized (waiting) {
      var queue = waiting.getOrDefault(room, new ArrayDeque<>());
      for (int i = 0; i < count; i++) {
        queue.remove();
      }
      size -= count;
      if (queue.isEmpty()) {
        waiting.remove(room);
      }
    }
  }
}
