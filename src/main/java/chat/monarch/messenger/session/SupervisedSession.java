package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Addition;
import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.Lookup;
import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.id.RemoteUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the bridge sees of one account's connection.
final class SupervisedSession implements Session {
  private static final String NOT_SIGNED_IN = "not signed in";

  private final Supervisor supervisor;
  private final Sending sending;
  private final Cards cards;
  private final Subscriptions subscriptions;

  SupervisedSession(
      Supervisor supervisor, Sending sending, Cards cards, Subscriptions subscriptions) {
    this.supervisor = supervisor;
    this.sending = sending;
    this.cards = cards;
    this.subscriptions = subscriptions;
  }

  @Override
  public SessionState state() {
    return supervisor.state();
  }

  @Override
  public List<Delivery> send(List<OutgoingChat> messages) {
    var live = supervisor.live();
    return live == null
        ? Collections.nCopies(messages.size(), Delivery.NOT_WRITTEN)
        : sending.send(live.connection(), live.states(), messages);
  }

  @Override
  public void tellTyping(RemoteUserId contact, boolean typing) {
    var live = supervisor.live();
    if (live != null) {
      live.states().tell(live.connection().stream(), contact, typing);
    }
  }

  @Override
  public Archive archive(RemoteUserId contact, int max) {
    var live = supervisor.live();
    return live == null ? new Archive.Unanswered(NOT_SIGNED_IN) : live.archives().ask(contact, max);
  }

  @Override
  public ContactCard card(RemoteUserId contact) {
    var live = supervisor.live();
    return live == null ? new ContactCard.Unanswered() : cards.ask(live.connection(), contact);
  }

  @Override
  public Lookup lookUp(String email) {
    var live = supervisor.live();
    return live == null ? new Lookup.NoAnswer(NOT_SIGNED_IN) : live.lookups().ask(email);
  }

  @Override
  public Addition add(RemoteUserId contact, @Nullable String name, boolean listed) {
    var live = supervisor.live();
    return live == null
        ? new Addition.NoAnswer(NOT_SIGNED_IN)
        : subscriptions.add(live.connection(), contact, name, listed);
  }

  @Override
  public boolean answer(RemoteUserId inviter, boolean accept) {
    var live = supervisor.live();
    return live != null && subscriptions.answer(live.connection(), inviter, accept);
  }

  @Override
  public void show(Presence presence) {
    supervisor.presence().set(presence);
  }

  @Override
  public void reconnect() {
    supervisor.reconnect();
  }

  @Override
  public @Nullable Instant doubtSince() {
    return supervisor.doubtSince();
  }

  @Override
  public void close() {
    supervisor.close();
  }

  @Override
  public void awaitClosed(Duration patience) {
    try {
      supervisor.awaitEnd(patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What there is of a session while it lasts.
  record Live(Connection connection, Archives archives, Lookups lookups, ChatStates states) {}
}
