package chat.monarch.bridge.portal;

import chat.monarch.bridge.contact.Names;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.user.Notices;
import chat.monarch.domain.Portal;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Tells a portal's owner that the messenger has nothing of the kind that he sent.
@ApplicationScoped
class Unbridged {
  /// The latest reactions: that one is taken back changes nothing at Messenger.
  private final Cache<EventId, Boolean> reactions =
      Caffeine.newBuilder().maximumSize(10_000).build();

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
    reactions.put(received.id(), true);
    notices.unsupported(received, to, "Messenger has no reactions: yours was not delivered.");
  }

  /// Silent about a reaction that is taken back, as far as it is remembered.
  ///
  /// @param of what was deleted, where it is known
  /// @throws HomeserverException.Unavailable when it could not be told now
  void redaction(Portal portal, ReceivedEvent received, @Nullable EventId of) {
    if (of != null && reactions.getIfPresent(of) != null) {
      return;
    }
    var contact = names.of(portal.key().login(), portal.key().contact());
    notices.unsupported(
        received,
        of,
        "Messenger cannot delete messages: " + contact + " still sees what was delivered.");
  }
}
