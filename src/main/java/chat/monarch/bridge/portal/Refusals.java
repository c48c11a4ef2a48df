package chat.monarch.bridge.portal;

import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.bridge.work.Persistence;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.MessageTable;
import chat.monarch.store.MessageTable.PartId;
import chat.monarch.store.RefusalTable;
import chat.monarch.store.RefusedWork;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What becomes of messages that the service refused (MSG-7): one that it may take later is sent
/// once more, and its portal waits meanwhile; the sender of any other is told when the room's turn
/// comes. Which of both is stored before anything else is heard from the service.
@ApplicationScoped
public class Refusals {
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

  /// An error without an id concerns what was written so short a time ago.
  private static final Duration RECENT = Duration.ofSeconds(30);

  private final Cache<Long, Long> rows =
      Caffeine.newBuilder().expireAfterWrite(RECENT).maximumSize(10_000).build();

  private final RefusalTable table;
  private final MessageTable messages;
  private final Wording wording;
  private final UnknownRefusals unknown;
  private final Persistence persistence;
  private final Clock clock;

  Refusals(
      RefusalTable table,
      MessageTable messages,
      Wording wording,
      UnknownRefusals unknown,
      Persistence persistence,
      Clock clock) {
    this.table = table;
    this.messages = messages;
    this.wording = wording;
    this.unknown = unknown;
    this.persistence = persistence;
    this.clock = clock;
  }

  /// What the service ended a stream for is refused. Blocks until that is stored.
  void takeUnreadable(LoginId login, List<OutgoingChat> chats, List<Delivery> deliveries) {
    for (int i = 0; i < deliveries.size(); i++) {
      if (deliveries.get(i) == Delivery.REFUSED) {
        var chat = chats.get(i);
        var _ = take(login, new Refusal(chat.to(), chat.id(), "not-well-formed", false));
      }
    }
  }

  /// The service refused a message. Blocks until that is stored.
  ///
  /// @return the room that has work now, if any
  public Optional<RoomId> take(LoginId login, Refusal refusal) {
    var room = new AtomicReference<>(Optional.<RoomId>empty());
    persistence.persist(() -> room.set(store(login, refusal)));
    return room.get();
  }

  /// Whether a message was refused a moment ago.
  ///
  /// @param row its inbox row
  boolean concern(long row) {
    return rows.getIfPresent(row) != null;
  }

  private Optional<RoomId> store(LoginId login, Refusal refusal) {
    var part = StanzaName.read(refusal.stanzaId()).or(() -> onlyRecent(login, refusal));
    if (part.isEmpty()) {
      unknown.tell(login, refusal);
    }
    return part.flatMap(found -> store(found, refusal));
  }

  /// What was written to the contact a moment ago, where it is one thing only.
  private Optional<PartId> onlyRecent(LoginId login, Refusal refusal) {
    var since = clock.instant().minus(RECENT);
    var recent = messages.writtenSince(login, refusal.to(), since);
    return recent.size() == 1 ? Optional.of(recent.getFirst()) : Optional.empty();
  }

  private Optional<RoomId> store(PartId part, Refusal refusal) {
    var again =
        refusal.passing()
            ? table.sendAgain(part.message(), part.part(), clock.instant().plus(AGAIN_AFTER))
            : Optional.<RefusedWork>empty();
    var refused =
        again.or(() -> table.refuse(part.message(), wording.ofRefusal(refusal.condition())));
    refused.ifPresent(work -> rows.put(work.row(), work.row()));
    return refused.map(RefusedWork::room);
  }
}
