package chat.monarch.sandbox.service;

import chat.monarch.sandbox.wire.Ns;
import chat.monarch.sandbox.wire.StreamEvent;
import chat.monarch.sandbox.wire.StreamFault;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// The opening tags of streams (CON-3).
final class StreamHeaders {
  private StreamHeaders() {}

  /// The service's own, with a new id.
  static String write(String domain) {
    var id = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong()).substring(0, 10);
    return "<?xml version='1.0'?><stream:stream xmlns='"
        + Ns.CLIENT
        + "' xmlns:stream='"
        + Ns.STREAM
        + "' from='"
        + domain
        + "' id='"
        + id
        + "' version='1.0' xml:lang='en'>";
  }

  /// @throws StreamFault if a client's header is not as it must be
  static void check(StreamEvent.Opened event, String domain) throws StreamFault {
    var header = event.header();
    if (!header.namespace().equals(Ns.STREAM) || !event.defaultNamespace().equals(Ns.CLIENT)) {
      throw new StreamFault("invalid-namespace");
    }
    if (!header.name().equals("stream")) {
      throw new StreamFault("bad-format");
    }
    if (header.attribute("version").filter("1.0"::equals).isEmpty()) {
      throw new StreamFault("unsupported-version");
    }
    var to = header.attribute("to").orElseThrow(() -> new StreamFault("improper-addressing"));
    if (!to.toLowerCase(Locale.ROOT).equals(domain)) {
      throw new StreamFault("host-unknown");
    }
  }
}
