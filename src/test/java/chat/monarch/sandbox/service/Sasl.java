package chat.monarch.sandbox.service;

import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import java.util.Base64;
import java.util.Optional;

/// Signing in with `X-MESSENGER-OAUTH2` (B.3).
final class Sasl {
  private static final String MECHANISM = "X-MESSENGER-OAUTH2";

  private Sasl() {}

  static Element offer(Element features, Switches switches) {
    var name = switches.isOn(Switch.MECHANISM_PADDING) ? MECHANISM + " " : MECHANISM;
    return features.with(
        Element.of(Ns.SASL, "mechanisms").with(Element.of(Ns.SASL, "mechanism", name)));
  }

  /// A failure with that condition; without one where it is empty.
  static Element failure(String condition) {
    var failure = Element.of(Ns.SASL, "failure");
    return condition.isEmpty() ? failure : failure.with(Element.of(Ns.SASL, condition));
  }

  /// Why an `auth` is refused (SASL-5), or empty if it is good.
  static Optional<String> check(Element auth, Core core) {
    var text = auth.text();
    if (auth.attribute("mechanism").filter(MECHANISM::equals).isEmpty()) {
      return Optional.of("invalid-mechanism");
    }
    if (text.isEmpty() || !auth.children().isEmpty()) {
      return Optional.of("malformed-request");
    }
    if (!isBase64(text)) {
      return Optional.of("incorrect-encoding");
    }
    return checkToken(text, core);
  }

  private static Optional<String> checkToken(String token, Core core) {
    var grant = core.tokens().findValid(token).orElse(null);
    if (grant == null || !grant.allowsMessenger()) {
      return Optional.of("not-authorized");
    }
    synchronized (core.directory()) {
      var account = core.directory().findCid(grant.cid()).orElse(null);
      return account == null || account.isClosed()
          ? Optional.of("account-disabled")
          : Optional.empty();
    }
  }

  private static boolean isBase64(String text) {
    try {
      return text.length() % 4 == 0 && Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
