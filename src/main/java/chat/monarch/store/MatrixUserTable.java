package chat.monarch.store;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/// The Matrix people who use the bridge, and their management rooms.
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

  /// The room is nobody's management room any more.
  public void forgetManagementRoom(RoomId room) {
    MatrixUserEntity.update("managementRoom = null where managementRoom = ?1", room.value());
  }
}
