package chat.monarch.domain.id;

import java.util.UUID;

/// Our own name for a message of the messenger, given when it is accepted: ids on the wire are
/// missing or rewritten (GEN-7).
public record RemoteMessageId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
