package chat.monarch.matrix.format;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a transaction holds, as far as it is of concern.
///
/// @param presences in their order; they are never kept
/// @param typings in their order; they are never kept
public record CutTransaction(
    List<CutEvent> events, List<CutPresence> presences, List<CutTyping> typings) {
  /// How somebody is, in Matrix's words. What is missing, or no string, is null.
  public record CutPresence(
      @Nullable String sender, @Nullable String state, @Nullable String text) {}

  /// Who is typing in a room: all of them.
  public record CutTyping(@Nullable String room, Set<String> users) {}
}
