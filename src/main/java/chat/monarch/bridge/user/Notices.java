package chat.monarch.bridge.user;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.port.Trouble;
import chat.monarch.bridge.work.MessageCounts;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.TransactionId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells senders in the room what became of a message that did not get through, by a notice and by
/// a status event, as far as they are on. Saying it twice gives one of each.
///
/// It is said before the message is given up: a crash between the two repeats it, which changes
/// nothing, and never swallows it.
@ApplicationScoped
public class Notices {
  private static final Logger LOG = Logger.getLogger(Notices.class);

  private final Homeserver homeserver;
  private final StatusConfig config;
  private final Statuses statuses;
  private final MessageCounts counts;

  Notices(Homeserver homeserver, StatusConfig config, Statuses statuses, MessageCounts counts) {
    this.homeserver = homeserver;
    this.config = config;
    this.statuses = statuses;
    this.counts = counts;
  }

  /// The message surely did not arrive.
  ///
  /// @param reason why, and what the sender can do
  /// @throws HomeserverException.Unavailable when it could not be told now
  public void notDelivered(ReceivedEvent event, Trouble trouble, String reason) {
    tell(event, event.id(), trouble, "Your message was not delivered: " + reason + ".");
    counts.failedToMessenger();
  }

  /// The messenger has nothing of the event's kind.
  ///
  /// @param about the event that the notice answers; null to answer none. Clients cannot show a
  ///     reaction or a deletion as what is answered
  /// @param sentence what it has not, and what that means
  /// @throws HomeserverException.Unavailable when it could not be told now
  public void unsupported(ReceivedEvent event, @Nullable EventId about, String sentence) {
    tell(event, about, Trouble.UNSUPPORTED, sentence);
    counts.failedToMessenger();
  }

  /// The message may have arrived or not.
  ///
  /// @throws HomeserverException.Unavailable when it could not be told now
  public void mayNotHaveArrived(ReceivedEvent event, String reason) {
    tell(
        event,
        event.id(),
        Trouble.UNCERTAIN,
        "Your message may not have been delivered: " + reason + ". Ask, or send it again.");
    counts.uncertainToMessenger();
  }

  private void tell(
      ReceivedEvent event, @Nullable EventId about, Trouble trouble, String sentence) {
    if (config.errorNotices()) {
      say(event, about, "⚠ " + sentence);
    }
    statuses.failed(event, trouble, sentence);
  }

  private void say(ReceivedEvent event, @Nullable EventId about, String text) {
    var notice = about == null ? OutgoingEvent.notice(text) : OutgoingEvent.reply(text, about);
    var transaction = TransactionId.answering(event.id(), "undelivered");
    try {
      homeserver.bot().send(event.room(), notice, transaction);
    } catch (HomeserverException.Refused refusal) {
      LOG.warnf("Nobody could be told about %s: %s", event.id().value(), refusal.getMessage());
    }
  }
}
