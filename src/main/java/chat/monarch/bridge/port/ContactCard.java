package chat.monarch.bridge.port;

import org.jspecify.annotations.Nullable;

/// What a contact's vCard says, as far as it is usable.
///
/// @param name `FN`, else `NICKNAME`, cleaned of control and bidi characters, at most 255
/// characters
public record ContactCard(@Nullable String name, @Nullable Photo photo) {
  /// A picture whose type was read from its bytes (VC-2).
  public record Photo(String contentType, byte[] bytes) {}
}
