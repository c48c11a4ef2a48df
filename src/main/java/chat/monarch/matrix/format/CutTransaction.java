package chat.monarch.matrix.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a transaction holds, as far as it is of concern.
///
/// @param presences in their order; they are never kept
public record CutTransaction(List<CutEvent> events, List<CutPresence> presences) {
  /// How somebody is, in Matrix's words. What is missing, or no string, is null.
  public record CutPresence(
      @Nullable String sender, @Nullable String state, @Nullable String text) {}
}
