package chat.monarch.domain.id;

/// A Matrix room, for example `!abc:example.org`.
public record RoomId(String value) {}
