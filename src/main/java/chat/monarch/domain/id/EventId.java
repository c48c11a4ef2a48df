package chat.monarch.domain.id;

/// A Matrix event, for example `$abc`.
public record EventId(String value) {}
