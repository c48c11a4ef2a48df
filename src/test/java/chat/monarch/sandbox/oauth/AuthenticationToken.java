package chat.monarch.sandbox.oauth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/// Something that looks like a JWT, as the service adds for an application's own site.
final class AuthenticationToken {
  private static final SecureRandom RANDOM = new SecureRandom();

  private AuthenticationToken() {}

  static String create(String cid) {
    var signature = new byte[32];
    RANDOM.nextBytes(signature);
    return part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
        + "."
        + part("{\"ver\":1,\"uid\":\"" + cid + "\"}")
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
