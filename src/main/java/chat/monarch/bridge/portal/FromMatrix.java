package chat.monarch.bridge.portal;

import chat.monarch.bridge.backfill.CatchUp;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.Messenger;
import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.port.Trouble;
import chat.monarch.bridge.user.DeliveryReports;
import chat.monarch.bridge.user.Notices;
import chat.monarch.bridge.work.Next;
import chat.monarch.bridge.work.Persistence;
import chat.monarch.domain.Portal;
import chat.monarch.domain.WorkState;
import chat.monarch.domain.content.TextDigest;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.store.InboxRow;
import chat.monarch.store.InboxTable;
import chat.monarch.store.MessageTable;
import chat.monarch.store.MessageTable.Settlement;
import chat.monarch.store.OutgoingPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Brings what a portal's owner writes to his contact: a burst is marked, written, and proved
/// together (decision 9).
@ApplicationScoped
public class FromMatrix {
  private static final String SIGNED_OUT =
      "you are not signed in to Messenger any more; send `login` to the bot";

  private static final String NOTHING_IN_IT = "there is nothing in it that Messenger could carry";

  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private static final String OVERTAKEN =
      "Messenger could not take it just then, and it would come behind what you wrote after it."
          + " Send it again if it still matters";

  private final Logins logins;
  private final Messenger messenger;
  private final MessageTable messages;
  private final InboxTable inbox;
  private final CatchUp catchUp;
  private final Notices notices;
  private final DeliveryReports reports;
  private final Wording wording;
  private final Refusals refusals;
  private final Persistence persistence;
  private final Clock clock;

  FromMatrix(
      Logins logins,
      Messenger messenger,
      MessageTable messages,
      InboxTable inbox,
      CatchUp catchUp,
      Notices notices,
      DeliveryReports reports,
      Wording wording,
      Refusals refusals,
      Persistence persistence,
      Clock clock) {
    this.logins = logins;
    this.messenger = messenger;
    this.messages = messages;
    this.inbox = inbox;
    this.catchUp = catchUp;
    this.notices = notices;
    this.reports = reports;
    this.wording = wording;
    this.refusals = refusals;
    this.persistence = persistence;
    this.clock = clock;
  }

  /// A message that waits, with its row.
  public record Waiting(InboxRow row, MatrixEvent.Message message) {}

  /// Sends a burst of messages of one portal, in order.
  ///
  /// @param isAll whether nothing waits behind it
  public Next send(Portal portal, List<Waiting> burst, boolean isAll) {
    var session = logins.session(portal.key().login()).orElse(null);
    if (session == null) {
      return fail(burst.getFirst().row(), Trouble.NO_CONNECTION, SIGNED_OUT);
    }
    var reason = whyNot(session.state());
    if (reason != null) {
      return fail(burst.getFirst().row(), Trouble.NO_CONNECTION, reason);
    }
    if (catchUp.isHolding(portal.id()) || !(session.state() instanceof SessionState.Online)) {
      return new Next.Rest();
    }
    if (isOvertaken(burst.getFirst().row())) {
      return fail(burst.getFirst().row(), Trouble.REFUSED, OVERTAKEN);
    }
    return write(portal, session, burst, isAll);
  }

  /// Whether it is to be sent once more (MSG-7), and what was written behind it arrived, or
  /// may have.
  private boolean isOvertaken(InboxRow first) {
    return first.remoteId() != null && messages.isOvertaken(first.id(), first.remoteId());
  }

  /// What is to happen when a portal's first message is neither waiting nor done: a stream broke,
  /// or what became of it could not be stored; the archive knows. Or the service refused it: its
  /// sender is told.
  public Next settle(Portal portal, InboxRow first) {
    if (first.state() == WorkState.REFUSED) {
      return fail(first, Trouble.REFUSED, String.valueOf(first.reason()));
    }
    if (first.state() == WorkState.SENDING) {
      inbox.markInterruptedUncertain(first.event().room());
    }
    var session = logins.session(portal.key().login()).orElse(null);
    if (session == null || whyNot(session.state()) != null) {
      catchUp.giveUp(portal);
      return new Next.Again();
    }
    if (catchUp.isHolding(portal.id()) || !(session.state() instanceof SessionState.Online)) {
      return new Next.Rest();
    }
    catchUp.lookAgain(portal, session);
    return new Next.At(clock.instant().plus(SHORTLY));
  }

  /// Why a message cannot be sent, or null where it can, now or soon.
  private static @Nullable String whyNot(SessionState state) {
    return switch (state) {
      case SessionState.BadCredentials _ ->
          "Messenger asks you to sign in again; send `relogin` to the bot";
      case SessionState.SignedInElsewhere _ ->
          "your account is signed in at another place; send `reconnect` to the bot to come back";
      case SessionState.Misconfigured _ ->
          "the bridge is not set up rightly; whoever runs it finds the reason in its log";
      case SessionState.Closed _ -> SIGNED_OUT;
      case SessionState.Online _, SessionState.Connecting _, SessionState.Waiting _ -> null;
    };
  }

  private Next fail(InboxRow row, Trouble trouble, String reason) {
    notices.notDelivered(row.event(), trouble, reason);
    inbox.fail(row.id(), reason);
    return new Next.Again();
  }

  private Next write(Portal portal, Session session, List<Waiting> burst, boolean isAll) {
    var written = atOnce(burst.stream().map(waiting -> prepare(portal, waiting)).toList());
    if (!written.getFirst().sayable()) {
      return fail(burst.getFirst().row(), Trouble.UNSUPPORTED, NOTHING_IN_IT);
    }
    var parts = written.stream().flatMap(message -> message.parts().stream()).toList();
    if (!parts.isEmpty()) {
      persistence.persist(() -> messages.beginSending(parts));
    }
    var chats = written.stream().flatMap(message -> message.chats().stream()).toList();
    var deliveries = chats.isEmpty() ? List.<Delivery>of() : session.send(chats);
    refusals.takeUnreadable(portal.key().login(), chats, deliveries);
    if (!remember(burst, written, deliveries)) {
      return new Next.At(clock.instant().plus(SHORTLY));
    }
    return isAll && written.size() == burst.size() ? new Next.Rest() : new Next.Again();
  }

  /// The first messages, as many as have no more parts together than a burst may have, up to one
  /// of which nothing can be said.
  private List<OutgoingMessage> atOnce(List<OutgoingMessage> messages) {
    var parts = 0;
    for (int i = 0; i < messages.size(); i++) {
      parts += messages.get(i).parts().size();
      if (parts > messenger.burst() || !messages.get(i).sayable()) {
        return messages.subList(0, Math.max(1, i));
      }
    }
    return messages;
  }

  private OutgoingMessage prepare(Portal portal, Waiting waiting) {
    var row = waiting.row();
    var owner = portal.key().login();
    var texts = messenger.parts(wording.of(owner, waiting.message()));
    var id = row.remoteId() == null ? RemoteMessageId.next(clock.instant()) : row.remoteId();
    var done = row.remoteId() == null ? Set.<Integer>of() : messages.arrivedParts(id);
    var numbers =
        IntStream.range(0, texts.size()).filter(part -> !done.contains(part)).boxed().toList();
    var parts =
        numbers.stream()
            .map(
                part ->
                    new OutgoingPart(
                        row.id(),
                        portal.id(),
                        id,
                        part,
                        row.event().id(),
                        TextDigest.of(texts.get(part)),
                        clock.instant()))
            .toList();
    var chats =
        numbers.stream()
            .map(
                part ->
                    new OutgoingChat(
                        StanzaName.of(id, part), portal.key().contact(), texts.get(part)))
            .toList();
    return new OutgoingMessage(row.id(), parts, chats, !texts.isEmpty());
  }

  /// Remembers what became of each message. What was not written waits for its turn again; what is
  /// uncertain waits for the archive.
  ///
  /// @return whether all were sent
  private boolean remember(
      List<Waiting> burst, List<OutgoingMessage> written, List<Delivery> deliveries) {
    var outcomes = new ArrayList<Settlement>();
    var first = 0;
    for (var message : written) {
      var own = deliveries.subList(first, first + message.parts().size());
      outcomes.add(message.outcome(own));
      first += own.size();
    }
    persistence.persist(() -> messages.settle(outcomes));
    finishEmpty(written);
    reports.delivered(delivered(burst, outcomes));
    return outcomes.stream().allMatch(outcome -> outcome.state() == WorkState.SENT);
  }

  /// Messages of which nothing was left to send never were on their way.
  private void finishEmpty(List<OutgoingMessage> written) {
    var empty = written.stream().filter(message -> message.parts().isEmpty()).toList();
    if (!empty.isEmpty()) {
      inbox.finish(empty.stream().map(OutgoingMessage::row).toList());
    }
  }

  private List<ReceivedEvent> delivered(List<Waiting> burst, List<Settlement> outcomes) {
    return IntStream.range(0, outcomes.size())
        .filter(i -> outcomes.get(i).state() == WorkState.SENT)
        .mapToObj(i -> burst.get(i).row())
        .filter(row -> !refusals.concern(row.id()))
        .map(InboxRow::event)
        .toList();
  }
}
