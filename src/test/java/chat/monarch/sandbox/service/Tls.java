package chat.monarch.sandbox.service;

import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;

/// The offer of STARTTLS, which is all there is before TLS (CON-4).
final class Tls {
  private Tls() {}

  static Element offer(Element features, Switches switches) {
    if (switches.is(Switch.STARTTLS, "absent")) {
      return features;
    }
    return features.with(Element.of(Ns.TLS, "starttls").with(Element.of(Ns.TLS, "required")));
  }
}
