package chat.monarch.domain.id;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Our own name for a message of the messenger, given when it is accepted: ids on the wire are
/// missing or rewritten (GEN-7).
public record RemoteMessageId(UUID value) {
  /// A new id: a UUIDv7 (RFC 9562), so that ids made later sort later.
  public static RemoteMessageId next(Instant now) {
    var random = ThreadLocalRandom.current();
    var high = (now.toEpochMilli() << 16) | 0x7000 | random.nextInt(0x1000);
    var low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new RemoteMessageId(new UUID(high, low));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
