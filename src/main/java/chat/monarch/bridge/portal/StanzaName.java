package chat.monarch.bridge.portal;

import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.store.MessageTable.PartId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id that a part of a message bears on the wire, so that an error finds its message (MSG-7).
final class StanzaName {
  private static final Pattern FORM = Pattern.compile("m-([0-9a-f-]{36})-(\\d{1,9})");

  private StanzaName() {}

  static String of(RemoteMessageId message, int part) {
    return "m-" + message + "-" + part;
  }

  static Optional<PartId> read(String stanzaId) {
    var matcher = FORM.matcher(stanzaId);
    return matcher.matches()
        ? Optional.of(
            new PartId(
                new RemoteMessageId(UUID.fromString(matcher.group(1))),
                Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }
}
