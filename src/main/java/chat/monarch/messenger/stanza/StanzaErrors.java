package chat.monarch.messenger.stanza;

import chat.monarch.messenger.PlainText;
import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.Ns;

/// Reads the errors of stanzas.
public final class StanzaErrors {
  private StanzaErrors() {}

  /// Whether the same may be asked again later.
  public static boolean isPassing(Element stanza) {
    return stanza
        .child(Ns.CLIENT, "error")
        .flatMap(error -> error.attribute("type"))
        .filter("wait"::equals)
        .isPresent();
  }

  /// The condition, or `undefined-condition` where there is none.
  public static String condition(Element stanza) {
    return stanza.child(Ns.CLIENT, "error").stream()
        .flatMap(error -> error.children().stream())
        .filter(child -> child.namespace().equals(Ns.STANZA_ERRORS))
        .map(Element::localName)
        .filter(name -> !name.equals("text"))
        .map(PlainText::of)
        .findFirst()
        .orElse("undefined-condition");
  }
}
