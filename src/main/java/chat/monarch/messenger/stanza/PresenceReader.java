package chat.monarch.messenger.stanza;

import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.Ns;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a presence says of somebody's availability (PRS-3, PRS-4). Subscriptions, errors
/// (PRS-8) and probes say nothing of it.
final class PresenceReader {
  private static final int MOST_DIGITS = 4;

  private PresenceReader() {}

  static Optional<RemoteEvent> read(Element stanza, RemoteUserId from) {
    var resource = resource(stanza.attribute("from").orElse(""));
    return switch (stanza.attribute("type").orElse("")) {
      case "" -> Optional.of(available(stanza, from, resource));
      case "unavailable" -> Optional.of(RemoteEvent.Present.gone(from, resource));
      default -> Optional.empty();
    };
  }

  private static RemoteEvent available(Element stanza, RemoteUserId from, String resource) {
    var show = text(stanza, "show");
    var presence = new Presence(availability(show), status(stanza));
    return new RemoteEvent.Present(
        from, resource, presence, rank(show), priority(text(stanza, "priority")), photo(stanza));
  }

  /// Line breaks become blanks: it is shown beside a name.
  private static String status(Element stanza) {
    var line = text(stanza, "status").replaceAll("\\s+", " ");
    return Objects.requireNonNullElse(CleanText.name(line), "");
  }

  private static Availability availability(String show) {
    return switch (show) {
      case "away", "xa" -> Availability.AWAY;
      case "dnd" -> Availability.BUSY;
      default -> Availability.ONLINE;
    };
  }

  /// The order of PRS-5: the lower, the more available.
  private static int rank(String show) {
    return switch (show) {
      case "chat" -> 0;
      case "dnd" -> 2;
      case "away" -> 3;
      case "xa" -> 4;
      default -> 1;
    };
  }

  private static int priority(String text) {
    try {
      return text.isEmpty() || text.length() > MOST_DIGITS ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static @Nullable String photo(Element stanza) {
    return stanza
        .child(Payloads.VCARD_UPDATE, "x")
        .flatMap(update -> update.child(Payloads.VCARD_UPDATE, "photo"))
        .map(photo -> photo.text().strip())
        .orElse(null);
  }

  private static String text(Element stanza, String child) {
    return stanza.child(Ns.CLIENT, child).map(Element::text).map(String::strip).orElse("");
  }

  private static String resource(String jid) {
    var slash = jid.indexOf('/');
    return slash < 0 ? "" : jid.substring(slash + 1);
  }
}
