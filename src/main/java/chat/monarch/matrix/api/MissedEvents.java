package chat.monarch.matrix.api;

import static chat.monarch.matrix.api.Request.CLIENT;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.RoomId;
import chat.monarch.matrix.format.CutEvent;
import chat.monarch.matrix.format.EventCutter;
import chat.monarch.matrix.format.EventFilter;
import chat.monarch.matrix.format.NotJsonException;
import chat.monarch.matrix.format.StrippedInvite;
import chat.monarch.matrix.format.SyncAnswer;
import chat.monarch.matrix.format.UserNames;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Asks by the bot's own sync what happened in its rooms: the homeserver forgets to push what it
/// had in hand when it is restarted.
@Singleton
final class MissedEvents {
  private static final Logger LOG = Logger.getLogger(MissedEvents.class);

  /// Nothing but timelines.
  private static final String FILTER =
      """
      {"room":{"timeline":{"limit":50},"state":{"types":[]},"ephemeral":{"types":[]},\
      "account_data":{"types":[]}},"presence":{"types":[]},"account_data":{"types":[]}}""";

  private static final Duration SYNC_TIME = Duration.ofMinutes(2);
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 100;

  /// What is asked alike again within two minutes, Synapse answers as it did before, whatever
  /// happened since. The time that it may wait, in milliseconds, makes each look another question.
  private static final int DISTINCT_LOOKS = 100;

  private final HomeserverApi api;
  private final UserNames names;
  private final EventFilter filter;
  private final AtomicLong looks = new AtomicLong();

  MissedEvents(HomeserverApi api, UserNames names, EventFilter filter) {
    this.api = api;
    this.names = names;
    this.filter = filter;
  }

  /// What happened, room by room with the oldest first, and where the next look begins.
  ///
  /// @param invites of these events, how many are invites of the bot
  record Found(List<ReceivedEvent> events, int invites, String nextBatch) {}

  /// Looks what happened since the last look. Without one it takes only open invites: whatever
  /// stands in rooms already was there before the bridge. So it does where the homeserver does not
  /// know that place any more.
  ///
  /// @throws HomeserverException when there is no answer
  Found since(Optional<String> last) {
    try {
      return found(last);
    } catch (HomeserverException.Refused refused) {
      if (refused.status() != 400 || last.isEmpty()) {
        throw refused;
      }
      LOG.warnf("The homeserver forgot where the bot's sync was, it begins anew: %s", refused);
      return found(Optional.empty());
    }
  }

  private Found found(Optional<String> last) {
    var answer = sync(last);
    var events = new ArrayList<ReceivedEvent>();
    last.ifPresent(
        since -> answer.rooms().forEach(room -> events.addAll(filter.keep(all(room, since)))));
    var before = events.size();
    var since = last.orElse("");
    answer
        .invites()
        .forEach(
            (room, state) ->
                StrippedInvite.of(names.bot(), room, state, since).ifPresent(events::add));
    return new Found(List.copyOf(events), events.size() - before, answer.nextBatch());
  }

  private SyncAnswer sync(Optional<String> since) {
    var request =
        asBot(
                Request.get(CLIENT, "sync")
                    .with("filter", FILTER)
                    .with("timeout", Long.toString(looks.getAndIncrement() % DISTINCT_LOOKS))
                    .with("set_presence", "offline"))
            .within(SYNC_TIME);
    var asked = since.map(it -> request.with("since", it)).orElse(request);
    try {
      return SyncAnswer.read(api.callRaw(asked).body());
    } catch (NotJsonException broken) {
      throw broken(asked, broken);
    }
  }

  private List<CutEvent> all(SyncAnswer.Timeline timeline, String since) {
    var events = new ArrayList<CutEvent>();
    if (timeline.limited() && timeline.before() != null) {
      events.addAll(between(timeline.room(), since, timeline.before()));
    }
    events.addAll(timeline.events());
    return events;
  }

  /// The events of a room between two places, the oldest first.
  private List<CutEvent> between(RoomId room, String since, String until) {
    var newestFirst = new ArrayList<CutEvent>();
    var from = Optional.of(until);
    for (var page = 0; from.isPresent() && page < MOST_PAGES; page++) {
      var request =
          asBot(Request.get(CLIENT, "rooms", room.value(), "messages"))
              .with("dir", "b")
              .with("from", from.get())
              .with("to", since)
              .with("limit", Integer.toString(PAGE));
      var answer = api.callRaw(request);
      newestFirst.addAll(events(request, answer));
      from = Optional.ofNullable(answer.json().path("end").textValue());
    }
    if (from.isPresent()) {
      LOG.warnf("More happened in %s than is looked through; the older part is left out", room);
    }
    return newestFirst.reversed();
  }

  private static List<CutEvent> events(Request request, Answer answer) {
    try {
      return EventCutter.cut(answer.body(), "chunk");
    } catch (NotJsonException broken) {
      throw broken(request, broken);
    }
  }

  private static HomeserverException broken(Request request, NotJsonException broken) {
    return new HomeserverException.Unavailable(request + ": " + broken.getMessage());
  }

  private Request asBot(Request request) {
    return request.as(names.bot());
  }
}
