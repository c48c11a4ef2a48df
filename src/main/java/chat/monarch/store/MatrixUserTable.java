package chat.monarch.store;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Matrix people who use the bridge, their management rooms, what they chose that others see of
/// them, and whether the bridge may write as them.
@ApplicationScoped
@Transactional
public class MatrixUserTable {
  /// Where the bot talks with him.
  public Optional<RoomId> managementRoom(MatrixUserId user) {
    return MatrixUserEntity.<MatrixUserEntity>findByIdOptional(user.value())
        .map(found -> found.managementRoom)
        .map(RoomId::new);
  }

  /// Whose management room this is.
  public Optional<MatrixUserId> ownerOf(RoomId room) {
    return MatrixUserEntity.<MatrixUserEntity>find("managementRoom", room.value())
        .firstResultOptional()
        .map(found -> new MatrixUserId(found.id));
  }

  /// Makes the room his management room, and nobody else's.
  public void setManagementRoom(MatrixUserId user, RoomId room) {
    MatrixUserEntity.ensure(user.value());
    forgetManagementRoom(room);
    MatrixUserEntity.update("managementRoom = ?1 where id = ?2", room.value(), user.value());
  }

  /// What the user chose that his contacts see of him; empty where he left it to the setting.
  public Optional<ChosenStatus> status(MatrixUserId user) {
    return MatrixUserEntity.<MatrixUserEntity>findByIdOptional(user.value())
        .flatMap(MatrixUserTable::status);
  }

  private static Optional<ChosenStatus> status(MatrixUserEntity found) {
    return Optional.ofNullable(found.status)
        .map(status -> new ChosenStatus(status, Objects.requireNonNullElse(found.statusText, "")));
  }

  /// Remembers what the user chose; null leaves it to the setting.
  public void setStatus(MatrixUserId user, @Nullable ChosenStatus chosen) {
    MatrixUserEntity.ensure(user.value());
    MatrixUserEntity.update(
        "status = ?1, statusText = ?2 where id = ?3",
        chosen == null ? null : chosen.availability(),
        chosen == null ? null : chosen.text().replace("\0", ""),
        user.value());
  }

  /// Whether the user does not want the bridge to write as him.
  public boolean isPuppetOff(MatrixUserId user) {
    return MatrixUserEntity.<MatrixUserEntity>findByIdOptional(user.value())
        .filter(found -> found.puppetOff)
        .isPresent();
  }

  /// Remembers whether the user does not want the bridge to write as him.
  public void setPuppetOff(MatrixUserId user, boolean off) {
    MatrixUserEntity.ensure(user.value());
    MatrixUserEntity.update("puppetOff = ?1 where id = ?2", off, user.value());
  }

  /// Whether the user was told that the homeserver does not let the bridge write as him.
  public boolean isPuppetTold(MatrixUserId user) {
    return MatrixUserEntity.<MatrixUserEntity>findByIdOptional(user.value())
        .filter(found -> found.puppetTold)
        .isPresent();
  }

  /// Remembers whether the user was told so.
  public void setPuppetTold(MatrixUserId user, boolean told) {
    MatrixUserEntity.ensure(user.value());
    MatrixUserEntity.update("puppetTold = ?1 where id = ?2", told, user.value());
  }

  /// The room is nobody's management room any more.
  public void forgetManagementRoom(RoomId room) {
    MatrixUserEntity.update("managementRoom = null where managementRoom = ?1", room.value());
  }
}
