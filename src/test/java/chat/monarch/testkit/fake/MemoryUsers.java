package chat.monarch.testkit.fake;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.MatrixUserTable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The users in memory.
public final class MemoryUsers extends MatrixUserTable {
  private final Map<MatrixUserId, RoomId> rooms = new ConcurrentHashMap<>();

  @Override
  public Optional<RoomId> managementRoom(MatrixUserId user) {
    return Optional.ofNullable(rooms.get(user));
  }

  @Override
  public Optional<MatrixUserId> ownerOf(RoomId room) {
    return rooms.entrySet().stream()
        .filter(each -> each.getValue().equals(room))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public void setManagementRoom(MatrixUserId user, RoomId room) {
    forgetManagementRoom(room);
    rooms.put(user, room);
  }

  @Override
  public void forgetManagementRoom(RoomId room) {
    rooms.values().removeIf(room::equals);
  }
}
