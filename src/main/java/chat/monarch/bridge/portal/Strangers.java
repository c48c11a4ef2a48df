package chat.monarch.bridge.portal;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.Portal;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.StrangerTable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;

/// Only the owner speaks through a portal. Anybody else who writes there is told so, once for ever.
@ApplicationScoped
class Strangers {
  private static final String TEXT =
      "Only the owner of this conversation can write to the contact. What others write here stays"
          + " here.";

  /// So that somebody who writes much costs no question for each message.
  private final Cache<Stranger, Boolean> told = Caffeine.newBuilder().maximumSize(10_000).build();

  private final StrangerTable table;
  private final Homeserver homeserver;

  Strangers(StrangerTable table, Homeserver homeserver) {
    this.table = table;
    this.homeserver = homeserver;
  }

  /// @throws HomeserverException when he could not be told
  void tell(Portal portal, MatrixEvent.Message message) {
    var stranger = new Stranger(portal.id(), message.sender());
    if (told.getIfPresent(stranger) == null) {
      if (!table.isTold(portal.id(), message.sender())) {
        say(portal, message);
      }
      told.put(stranger, true);
    }
  }

  private void say(Portal portal, MatrixEvent.Message message) {
    var once = new TransactionId("stranger." + message.sender().value());
    homeserver.bot().send(message.room(), OutgoingEvent.notice(TEXT), once);
    table.setTold(portal.id(), message.sender());
  }

  private record Stranger(long portal, MatrixUserId user) {}
}
