package chat.monarch.sandbox.service;

import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;

/// A stanza is answered with an error.
final class StanzaFault extends Exception {
  private static final long serialVersionUID = 1L;
  private final String type;
  private final String condition;

  private StanzaFault(String type, String condition) {
    super(type + "/" + condition, null, false, false);
    this.type = type;
    this.condition = condition;
  }

  /// Written as in the contract, `cancel/item-not-found`.
  static StanzaFault of(String typeAndCondition) {
    var slash = typeAndCondition.indexOf('/');
    return new StanzaFault(
        typeAndCondition.substring(0, slash), typeAndCondition.substring(slash + 1));
  }

  Element toElement() {
    return Element.client("error").with("type", type).with(Element.of(Ns.STANZA_ERROR, condition));
  }
}
