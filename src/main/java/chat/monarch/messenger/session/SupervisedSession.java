package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.OutgoingChat;
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
  private final Supervisor supervisor;
  private final Sending sending;
  private final Cards cards;

  SupervisedSession(Supervisor supervisor, Sending sending, Cards cards) {
    this.supervisor = supervisor;
    this.sending = sending;
    this.cards = cards;
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
        : sending.send(live.connection(), messages);
  }

  @Override
  public Archive archive(RemoteUserId contact, int max) {
    var live = supervisor.live();
    return live == null
        ? new Archive.Unanswered("not signed in")
        : live.archives().ask(contact, max);
  }

  @Override
  public ContactCard card(RemoteUserId contact) {
    var live = supervisor.live();
    return live == null ? new ContactCard(null, null) : cards.ask(live.connection(), contact);
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
  record Live(Connection connection, Archives archives) {}
}
