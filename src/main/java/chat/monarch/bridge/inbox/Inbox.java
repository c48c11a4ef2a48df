package chat.monarch.bridge.inbox;

import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.store.ArrivalTable;
import chat.monarch.store.SettingTable;
import chat.monarch.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Where events of Matrix arrive. Accepting is one commit; handling comes after, room by room.
@ApplicationScoped
public class Inbox {
  private final ArrivalTable arrivals;
  private final SettingTable settings;
  private final RoomLanes lanes;

  Inbox(ArrivalTable arrivals, SettingTable settings, RoomLanes lanes) {
    this.arrivals = arrivals;
    this.settings = settings;
    this.lanes = lanes;
  }

  /// Keeps events of a transaction, in order. Events that ever came before are left out.
  ///
  /// Their rooms are woken all the same: where a commit was done but its answer lost, nobody was.
  ///
  /// @throws NotKeptException when it is not known that all are kept
  public void accept(List<ReceivedEvent> events) {
    kept(() -> arrivals.accept(events));
    wake(events);
  }

  /// Whether all of them came before.
  ///
  /// @throws NotKeptException when the database does not say
  public boolean hasAll(List<ReceivedEvent> events) {
    return kept(() -> arrivals.hasAll(events));
  }

  /// Keeps events that the bot's own sync brought, together with the place where the next goes on.
  ///
  /// @throws NotKeptException when it is not known that all are kept
  public void acceptSync(List<ReceivedEvent> events, String nextBatch) {
    kept(() -> arrivals.acceptSync(events, nextBatch));
    wake(events);
  }

  /// Where the bot's next sync goes on, or empty before the first.
  ///
  /// @throws NotKeptException when the database does not say
  public Optional<String> syncPosition() {
    return kept(() -> settings.find(SettingTable.NEXT_BATCH));
  }

  private static <T> T kept(Supplier<T> keeping) {
    try {
      return keeping.get();
    } catch (StoreException failure) {
      throw new NotKeptException(failure);
    }
  }

  private void wake(List<ReceivedEvent> events) {
    events.stream().map(ReceivedEvent::room).distinct().forEach(lanes::wake);
  }
}
