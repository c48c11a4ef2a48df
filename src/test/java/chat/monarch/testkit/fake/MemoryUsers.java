package chat.monarch.testkit.fake;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.ChosenStatus;
import chat.monarch.store.MatrixUserTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The users in memory.
public final class MemoryUsers extends MatrixUserTable {
  private final Map<MatrixUserId, RoomId> rooms = new ConcurrentHashMap<>();
  private final Map<MatrixUserId, ChosenStatus> chosen = new ConcurrentHashMap<>();
  private final Set<MatrixUserId> puppetOff = ConcurrentHashMap.newKeySet();
  private final Set<MatrixUserId> puppetTold = ConcurrentHashMap.newKeySet();

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
  public Optional<ChosenStatus> status(MatrixUserId user) {
    return Optional.ofNullable(chosen.get(user));
  }

  @Override
  public void setStatus(MatrixUserId user, @Nullable ChosenStatus status) {
    if (status == null) {
      chosen.remove(user);
    } else {
      chosen.put(user, status);
    }
  }

  @Override
  public boolean isPuppetOff(MatrixUserId user) {
    return puppetOff.contains(user);
  }

  @Override
  public void setPuppetOff(MatrixUserId user, boolean off) {
    set(puppetOff, user, off);
  }

  @Override
  public boolean isPuppetTold(MatrixUserId user) {
    return puppetTold.contains(user);
  }

  @Override
  public void setPuppetTold(MatrixUserId user, boolean told) {
    set(puppetTold, user, told);
  }

  private static void set(Set<MatrixUserId> users, MatrixUserId user, boolean in) {
    if (in) {
      users.add(user);
    } else {
      users.remove(user);
    }
  }

  @Override
  public void forgetManagementRoom(RoomId room) {
    rooms.values().removeIf(room::equals);
  }
}
