package chat.monarch.bridge.port;

/// The homeserver answers again: what waited for it need not wait any longer.
public record HomeserverReturned() {}
