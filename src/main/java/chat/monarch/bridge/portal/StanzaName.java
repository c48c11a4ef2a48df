package chat.monarch.bridge.portal;

import chat.monarch.domain.id.RemoteMessageId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id that a part of a message bears on the wire, so that an error finds its message (MSG-7).
final class StanzaName {
  private static final Pattern FORM = Pattern.compile("m-([0-9a-f-]{36})-\\d+");

  private StanzaName() {}

  static String of(RemoteMessageId message, int part) {
    return "m-" + message + "-" + part;
  }

  static Optional<RemoteMessageId> read(String stanzaId) {
    var matcher = FORM.matcher(stanzaId);
    return matcher.matches()
        ? Optional.of(new RemoteMessageId(UUID.fromString(matcher.group(1))))
        : Optional.empty();
  }
}
