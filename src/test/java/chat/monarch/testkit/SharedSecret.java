package chat.monarch.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Synapse's registration for whoever knows the secret in its configuration.
final class SharedSecret {
  private static final String PATH = "/_synapse/admin/v1/register";

  private SharedSecret() {}

  /// Creates a user; the answer is that of a login.
  static JsonNode register(URI homeserver, String secret, String localpart, String password) {
    try (var http = new MatrixHttp(homeserver, null)) {
      var nonce = http.get(PATH).path("nonce").asText();
      var signed = String.join("\0", nonce, localpart, password, "notadmin");
      return http.post(
          PATH,
          Map.of(
              "nonce",
              nonce,
              "username",
              localpart,
              "displayname",
              capitalised(localpart),
              "password",
              password,
              "admin",
              false,
              "mac",
              mac(secret, signed)));
    }
  }

  private static String capitalised(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String mac(String secret, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
