package chat.monarch.bridge.user;

/// What somebody may do here.
public enum Permission {
  /// Nothing: whatever he writes is ignored.
  BLOCK,
  /// Link accounts and use them.
  USER,
  /// That, and look after the bridge.
  ADMIN
}
