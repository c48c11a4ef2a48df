package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.stanza.RemoteEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The places where contacts are, for the life of a stream (PRS-5, PRS-6): of several the most
/// available counts, then the one with the higher priority, then the newest.
final class Places {
  /// Nobody is at more places; what comes beyond them is not remembered.
  private static final int MOST = 32;

  private static final Comparator<Place> BEST =
      Comparator.<Place>comparingInt(place -> -place.told().rank())
          .thenComparingInt(place -> place.told().priority())
          .thenComparingLong(Place::order);

  private final Map<RemoteUserId, Map<String, Place>> places = new HashMap<>();
  private final Map<RemoteUserId, Presence> known = new HashMap<>();
  private long count;

  private record Place(RemoteEvent.Present told, long order) {}

  /// Takes what one place says.
  ///
  /// @return how the contact is now, or empty where that is no news
  Optional<Presence> take(RemoteEvent.Present told) {
    var contact = told.contact();
    var his = places.computeIfAbsent(contact, _ -> new HashMap<>());
    if (!told.presence().isOffline()) {
      if (his.size() < MOST || his.containsKey(told.resource())) {
        his.put(told.resource(), new Place(told, count++));
      }
    } else if (told.resource().isEmpty()) {
      his.clear();
    } else {
      his.remove(told.resource());
    }
    var now =
        his.values().stream()
            .max(BEST)
            .map(place -> place.told().presence())
            .orElse(Presence.OFFLINE);
    if (his.isEmpty()) {
      places.remove(contact);
    }
    return now.equals(known.put(contact, now)) ? Optional.empty() : Optional.of(now);
  }
}
