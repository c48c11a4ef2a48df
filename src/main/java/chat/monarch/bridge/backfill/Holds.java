package chat.monarch.bridge.backfill;

import chat.monarch.store.LastPositions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The portals that wait for their look at the archive, and since when. None waits for ever,
/// whatever becomes of the connection.
final class Holds {
  /// How long an archive without an answer is asked again.
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /// What a look that was begun in time may take.
  private static final Duration LAST_LOOK = Duration.ofSeconds(30);

  private final Map<Long, Hold> held = new ConcurrentHashMap<>();
  private final Clock clock;

  Holds(Clock clock) {
    this.clock = clock;
  }

  private record Hold(LastPositions places, Instant since) {
    Instant end() {
      return since.plus(PATIENCE).plus(LAST_LOOK);
    }

    Hold or(Hold next) {
      return end().isBefore(next.since())
          ? new Hold(new LastPositions(next.places().last(), places.proved()), next.since())
          : this;
    }
  }

  /// Has portals wait, each with the places up to which it has something, and everything. One that
  /// waits already keeps its places and its time; one that went on without a look keeps the place
  /// up to which it has everything.
  void begin(Map<Long, LastPositions> places) {
    var now = clock.instant();
    places.forEach((portal, place) -> held.merge(portal, new Hold(place, now), Hold::or));
  }

  /// The portal was looked after.
  void end(long portal) {
    held.remove(portal);
  }

  /// The portal goes on although it was not looked after.
  void release(long portal) {
    held.computeIfPresent(portal, (_, hold) -> new Hold(hold.places(), Instant.EPOCH));
  }

  /// Until when at the latest a portal has to wait, or empty when it has not.
  Optional<Instant> until(long portal) {
    return Optional.ofNullable(held.get(portal))
        .map(Hold::end)
        .filter(end -> end.isAfter(clock.instant()));
  }

  /// How far a portal had everything when it began to wait.
  Optional<LastPositions> places(long portal) {
    return Optional.ofNullable(held.get(portal)).map(Hold::places);
  }

  /// Until when an archive is asked again for the sake of these.
  Instant patience(List<Long> portals) {
    return portals.stream()
        .map(held::get)
        .filter(Objects::nonNull)
        .map(Hold::since)
        .min(Comparator.naturalOrder())
        .orElseGet(clock::instant)
        .plus(PATIENCE);
  }
}
