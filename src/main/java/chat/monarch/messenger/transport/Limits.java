package chat.monarch.messenger.transport;

/// What one stream may contain; more is not read.
///
/// @param stanzaSize characters of one top-level element
/// @param tokenSize bytes of one tag
/// @param elements elements in one top-level element
/// @param depth how deep elements may lie in each other, the stream itself not counted
/// @param attributes attributes of one element
public record Limits(int stanzaSize, int tokenSize, int elements, int depth, int attributes) {
  /// Before the account is known: little.
  public static final Limits BEFORE_SIGN_IN = new Limits(16 << 10, 16 << 10, 256, 16, 32);

  /// In a session. A card with the largest picture fits (GEN-5, VC-2).
  public static final Limits SIGNED_IN = new Limits(3 << 19, 64 << 10, 100_000, 64, 64);
}
