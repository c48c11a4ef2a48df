package chat.monarch.sandbox.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a connection.
///
/// @param number counted from 1 in the order in which they came
/// @param listener 0 for the front, else the number of the gateway
/// @param streamTo the `to` of each stream header, in order
/// @param sni the name asked for in TLS, null without
/// @param tls the version of TLS, null before
/// @param jid the full JID, null before bind
/// @param end why it ended (`closed`, `lost`, `cut`, or a stream error), null while it is open
public record ConnectionRecord(
    int number,
    int listener,
    Instant opened,
    List<String> streamTo,
    @Nullable String sni,
    @Nullable String tls,
    @Nullable String jid,
    @Nullable String end) {

  static ConnectionRecord opened(int number, int listener, Instant at) {
    return new ConnectionRecord(number, listener, at, List.of(), null, null, null, null);
  }

  ConnectionRecord withStreamTo(String to) {
    var longer = new ArrayList<>(streamTo);
    longer.add(to);
    return new ConnectionRecord(number, listener, opened, List.copyOf(longer), sni, tls, jid, end);
  }

  ConnectionRecord withTls(String version, @Nullable String name) {
    return new ConnectionRecord(number, listener, opened, streamTo, name, version, jid, end);
  }

  ConnectionRecord withJid(String bound) {
    return new ConnectionRecord(number, listener, opened, streamTo, sni, tls, bound, end);
  }

  ConnectionRecord withEnd(String why) {
    return end != null
        ? this
        : new ConnectionRecord(number, listener, opened, streamTo, sni, tls, jid, why);
  }
}
