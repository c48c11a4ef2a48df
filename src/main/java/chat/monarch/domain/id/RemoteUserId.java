package chat.monarch.domain.id;

import java.util.Locale;

/// A user of the messenger: his bare JID in lower case (GEN-6). Opaque to the core.
public record RemoteUserId(String value) {
  public RemoteUserId {
    value = value.toLowerCase(Locale.ROOT);
  }
}
