package chat.monarch.bridge.portal;

import chat.monarch.bridge.contact.Names;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.user.Notices;
import chat.monarch.domain.Portal;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Tells a portal's owner that the messenger has nothing of the kind that he sent.
@ApplicationScoped
class Unbridged {
  private final Notices notices;
  private final Names names;

  Unbridged(Notices notices, Names names) {
    this.notices = notices;
    this.names = names;
  }

  /// @param what the kind for people, in the plural
  /// @throws HomeserverException.Unavailable when it could not be told now
  void kind(ReceivedEvent received, String what) {
    notices.unsupported(
        received, received.id(), what + " cannot be sent to Messenger: yours was not delivered.");
  }

  /// @param to what was reacted to, where it is known
  /// @throws HomeserverException.Unavailable when it could not be told now
  void reaction(ReceivedEvent received, @Nullable EventId to) {
    notices.unsupported(received, to, "Messenger has no reactions: yours was not delivered.");
  }

  /// @param of what was deleted, where it is known
  /// @throws HomeserverException.Unavailable when it could not be told now
  void redaction(Portal portal, ReceivedEvent received, @Nullable EventId of) {
    var contact = names.of(portal.key().login(), portal.key().contact());
    notices.unsupported(
        received,
        of,
        "Messenger cannot delete messages: " + contact + " still sees what was delivered.");
  }
}
