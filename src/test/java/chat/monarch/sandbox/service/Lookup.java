package chat.monarch.sandbox.service;

import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import chat.monarch.sandbox.wire.Ns;

/// From an e-mail address to a JID (B.11).
final class Lookup {
  private final Directory directory;
  private final Switches switches;

  Lookup(Directory directory, Switches switches) {
    this.directory = directory;
    this.switches = switches;
  }

  /// The whole answer, which is addressed otherwise than others (GJ-2).
  Element answer(Request request) throws StanzaFault {
    var to = request.to();
    if (request.isSet() || to == null || to.local() == null || !isEmpty(request.payload())) {
      throw StanzaFault.of("modify/bad-request");
    }
    var asked = request.iq().attribute("to").orElseThrow();
    var found = directory.findEmail(asked).map(Account::jid);
    if (found.isEmpty() && switches.is(Switch.GETJID_UNKNOWN, "error")) {
      var fault = StanzaFault.of("cancel/item-not-found");
      return envelope(request, "error").with(getjid()).with(fault.toElement());
    }
    return envelope(request, "result").with(found.map(Lookup::answer).orElseGet(this::unknown));
  }

  private static boolean isEmpty(Element payload) {
    return payload.children().isEmpty() && payload.text().isBlank();
  }

  private static Element getjid() {
    return Element.of(Ns.JID_LOOKUP, "getjid");
  }

  private static Element answer(Jid found) {
    return getjid().with(Element.of(Ns.JID_LOOKUP, "jid", found.bare()));
  }

  /// GJ-3.
  private Element unknown() {
    return switches.is(Switch.GETJID_UNKNOWN, "blank")
        ? getjid().with(Element.of(Ns.JID_LOOKUP, "jid"))
        : getjid();
  }

  private Element envelope(Request request, String type) {
    return Element.client("iq")
        .with("type", type)
        .with("id", request.iq().attribute("id").orElse(null))
        .with("from", request.iq().attribute("to").orElse(null))
        .with("to", replyTo(request));
  }

  private String replyTo(Request request) {
    var full = request.session().jid();
    return switch (switches.get(Switch.GETJID_REPLY_TO)) {
      case "bare" -> full.bare();
      case "full" -> full.toString();
      default -> request.iq().attribute("from").orElse(full.toString());
    };
  }
}
