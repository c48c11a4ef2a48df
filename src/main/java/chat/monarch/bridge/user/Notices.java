package chat.monarch.bridge.user;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.TransactionId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Tells senders in the room what became of a message that did not get through. Saying it twice
/// gives one notice. Silent where `monarch.status.error-notices` is off.
@ApplicationScoped
public class Notices {
  private static final Logger LOG = Logger.getLogger(Notices.class);

  private final Homeserver homeserver;
  private final StatusConfig config;

  Notices(Homeserver homeserver, StatusConfig config) {
    this.homeserver = homeserver;
    this.config = config;
  }

  /// The message surely did not arrive.
  ///
  /// @param reason why, and what the sender can do
  /// @throws HomeserverException.Unavailable when the notice could not be given now
  public void notDelivered(ReceivedEvent event, String reason) {
    say(event, "⚠ Your message was not delivered: " + reason + ".");
  }

  /// The message may have arrived or not.
  ///
  /// @throws HomeserverException.Unavailable when the notice could not be given now
  public void mayNotHaveArrived(ReceivedEvent event, String reason) {
    say(
        event,
        "⚠ Your message may not have been delivered: " + reason + ". Ask, or send it again.");
  }

  private void say(ReceivedEvent event, String text) {
    if (!config.errorNotices()) {
      return;
    }
    var transaction = TransactionId.answering(event.id(), "undelivered");
    try {
      homeserver.bot().send(event.room(), OutgoingEvent.reply(text, event.id()), transaction);
    } catch (HomeserverException.Refused refusal) {
      LOG.warnf("Nobody could be told about %s: %s", event.id().value(), refusal.getMessage());
    }
  }
}
