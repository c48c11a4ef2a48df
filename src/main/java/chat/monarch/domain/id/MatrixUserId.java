package chat.monarch.domain.id;

/// A Matrix user, for example `@alice:example.org`.
public record MatrixUserId(String value) {
  /// The server name: all that follows the first colon, or empty where there is none.
  public String domain() {
    var colon = value.indexOf(':');
    return colon < 0 ? "" : value.substring(colon + 1);
  }
}
