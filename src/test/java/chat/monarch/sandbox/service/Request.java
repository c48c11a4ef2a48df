package chat.monarch.sandbox.service;

import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An iq of type `get` or `set` with its only payload.
///
/// @param to null where the client named nobody
record Request(Session session, Element iq, Element payload, @Nullable Jid to) {

  boolean isSet() {
    return iq.attribute("type").filter("set"::equals).isPresent();
  }

  Optional<Jid> addressee() {
    return Optional.ofNullable(to);
  }

  Account account() {
    return session.account();
  }

  /// Whether it is for the service itself: to its domain, or to nobody.
  boolean isForService(String domain) {
    return to == null
        || (to.local() == null && to.resource() == null && to.domain().equals(domain));
  }

  /// Whether it is for the client's own account: to its bare JID, or to nobody.
  boolean isForOwnAccount() {
    return to == null || (to.isBare() && to.sameBare(session.jid()));
  }
}
