package chat.monarch.it;

import chat.monarch.matrix.StubHomeserver;
import chat.monarch.testkit.FreePorts;
import java.util.Base64;
import java.util.Map;

/// What a bridge needs at the least to run beside a scripted homeserver.
final class ScriptedSettings {
  private ScriptedSettings() {}

  static Map<String, String> of(StubHomeserver homeserver) {
    return Map.of(
        "quarkus.http.port",
        String.valueOf(FreePorts.take()),
        "monarch.homeserver.address",
        homeserver.address().toString(),
        "monarch.homeserver.domain",
        "example.org",
        "monarch.appservice.as-token",
        "the-as-token",
        "monarch.appservice.hs-token",
        "the-hs-token",
        "monarch.secret-key",
        Base64.getEncoder().encodeToString(new byte[32]));
  }
}
