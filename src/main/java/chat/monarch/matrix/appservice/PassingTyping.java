package chat.monarch.matrix.appservice;

import chat.monarch.bridge.portal.Typing;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.matrix.format.CutTransaction.CutTyping;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Hands on who types in rooms. Nothing waits for it, and nothing of it is kept.
@Singleton
class PassingTyping {
  private final Typing typing;

  PassingTyping(Typing typing) {
    this.typing = typing;
  }

  /// Returns at once.
  void pass(List<CutTyping> told) {
    for (var each : told) {
      if (each.room() != null) {
        typing.inRoom(new RoomId(each.room()), users(each));
      }
    }
  }

  private static Set<MatrixUserId> users(CutTyping told) {
    return told.users().stream()
        .filter(user -> user.startsWith("@") && user.contains(":"))
        .map(MatrixUserId::new)
        .collect(Collectors.toSet());
  }
}
