package chat.monarch.sandbox.journal;

import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import java.util.List;

/// Keeps tokens out of what is remembered (OA-13).
final class Secrets {
  private Secrets() {}

  /// The same stanza; of an `auth` only the mechanism.
  static Element replaced(Element stanza) {
    if (!stanza.namespace().equals(Ns.SASL) || stanza.content().isEmpty()) {
      return stanza;
    }
    return switch (stanza.name()) {
      case "auth", "response" ->
          new Element(stanza.namespace(), stanza.name(), stanza.attributes(), List.of())
              .withText("(a token)");
      default -> stanza;
    };
  }
}
