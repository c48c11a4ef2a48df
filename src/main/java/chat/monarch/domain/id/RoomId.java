package chat.monarch.domain.id;

/// A Matrix room, for example `!abc:example.org`.
public record RoomId(String value) {
  /// A link for people, which opens the room in their client.
  ///
  /// @param via a server that has the room: ids of rooms of version 12 and later name none
  public String link(String via) {
    return "https://matrix.to/#/" + value + "?via=" + via;
  }
}
