package chat.monarch.sandbox.service;

import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import chat.monarch.sandbox.wire.Ns;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Binding a resource (BND-1, BND-2).
final class Bind {
  private static final int MAX_RESOURCE = 64;

  private final Core core;

  Bind(Core core) {
    this.core = core;
  }

  /// The full JID for that request.
  Jid choose(Account account, Element iq) throws StanzaFault {
    if (iq.attribute("id").isEmpty()
        || iq.children().size() != 1
        || iq.attribute("type").filter("set"::equals).isEmpty()) {
      throw StanzaFault.of("modify/bad-request");
    }
    var wanted = iq.children().getFirst().child(Ns.BIND, "resource").map(Element::text).orElse("");
    return new Jid(account.cid(), core.directory().domain(), resource(account, wanted));
  }

  private String resource(Account account, String wanted) throws StanzaFault {
    var mode = core.switches().get(Switch.BIND_REWRITE);
    var usable = !wanted.isBlank() && wanted.length() <= MAX_RESOURCE && !isTaken(account, wanted);
    if (mode.equals("never") && !wanted.isBlank() && !usable) {
      throw StanzaFault.of("modify/conflict");
    }
    return usable && !mode.equals("always") ? wanted : free(account);
  }

  private static String free(Account account) {
    while (true) {
      var drawn =
          HexFormat.of().withUpperCase().toHexDigits(RandomGenerator.getDefault().nextInt());
      if (!isTaken(account, drawn)) {
        return drawn;
      }
    }
  }

  private static boolean isTaken(Account account, String resource) {
    return resource.equals(account.nativeJid().resource())
        || account.sessions().stream()
            .anyMatch(session -> resource.equals(session.jid().resource()));
  }

  static Element result(Element iq, Jid jid) {
    return Element.client("iq")
        .with("type", "result")
        .with("id", iq.attribute("id").orElse(null))
        .with(Element.of(Ns.BIND, "bind").with(Element.of(Ns.BIND, "jid", jid.toString())));
  }

  static Element error(Element iq, StanzaFault fault) {
    return Element.client("iq")
        .with("type", "error")
        .with("id", iq.attribute("id").orElse(null))
        .with(fault.toElement());
  }
}
