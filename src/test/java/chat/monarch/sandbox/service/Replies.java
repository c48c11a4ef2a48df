package chat.monarch.sandbox.service;

import chat.monarch.sandbox.wire.Element;
import org.jspecify.annotations.Nullable;

/// How answers are addressed: from whom the client asked, else from the domain (IQ-1).
final class Replies {
  private final String domain;

  Replies(String domain) {
    this.domain = domain;
  }

  Element result(Session session, Element iq, @Nullable Element payload) {
    var result = answer(session, iq, "result");
    return payload == null ? result : result.with(payload);
  }

  Element error(Session session, Element stanza, StanzaFault fault) {
    return answer(session, stanza, "error").with(fault.toElement());
  }

  private Element answer(Session session, Element stanza, String type) {
    return Element.client(stanza.name())
        .with("type", type)
        .with("id", stanza.attribute("id").orElse(null))
        .with("from", stanza.attribute("to").orElse(domain))
        .with("to", session.jid().toString());
  }
}
