package chat.monarch.messenger.oauth;

import chat.monarch.bridge.port.ConsentAnswer;
import chat.monarch.bridge.port.Tokens;
import chat.monarch.domain.Secret;
import chat.monarch.messenger.PlainText;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what the consent page sent back (OA-2, OA-3, OA-4).
final class RedirectReader {
  private static final Pattern BARE_CODE = Pattern.compile("[!-~]{1,2048}");

  private final URI redirectUri;
  private final InstantSource clock;

  RedirectReader(URI redirectUri, InstantSource clock) {
    this.redirectUri = redirectUri;
    this.clock = clock;
  }

  /// Reads an address, or a bare code.
  ConsentAnswer read(String text) {
    var redirect = text.strip();
    if (!redirect.contains("://") && !redirect.contains("code=")) {
      return BARE_CODE.matcher(redirect).matches()
          ? new ConsentAnswer.Code(redirect, null)
          : new ConsentAnswer.Unreadable();
    }
    try {
      return read(redirect, values(redirect));
    } catch (IllegalArgumentException _) {
      return new ConsentAnswer.Unreadable();
    }
  }

  private ConsentAnswer read(String redirect, Map<String, String> values) {
    var state = values.get("state");
    var error = values.getOrDefault("error", "");
    if (!error.isEmpty()) {
      return new ConsentAnswer.Denied(
          reason(error, values.getOrDefault("error_description", error)), state);
    }
    var access = values.getOrDefault("access_token", "");
    if (!access.isEmpty()) {
      return new ConsentAnswer.Granted(granted(access, values.get("expires_in")), state);
    }
    var code = values.getOrDefault("code", "");
    if (!code.isEmpty()) {
      return new ConsentAnswer.Code(code, state);
    }
    return redirect.startsWith(redirectUri.toString())
        ? new ConsentAnswer.Denied(null, state)
        : new ConsentAnswer.Unreadable();
  }

  private Tokens granted(String access, @Nullable String expiresIn) {
    var expires = clock.instant().plusSeconds(TokenReply.lifetime(expiresIn));
    return new Tokens(new Secret(access), null, expires);
  }

  private static @Nullable String reason(String error, String description) {
    if (error.equals("access_denied")) {
      return null;
    }
    return "the service said: " + PlainText.of(description.replace('+', ' '));
  }

  /// The values of query and fragment.
  private static Map<String, String> values(String redirect) {
    var hash = redirect.indexOf('#');
    var query = redirect.indexOf('?');
    var values = new HashMap<String, String>();
    if (hash >= 0) {
      values.putAll(Form.read(redirect.substring(hash + 1)));
    }
    if (query >= 0 && (hash < 0 || query < hash)) {
      values.putAll(Form.read(redirect.substring(query + 1, hash < 0 ? redirect.length() : hash)));
    }
    if (query < 0 && hash < 0) {
      values.putAll(Form.read(redirect));
    }
    return values;
  }
}
