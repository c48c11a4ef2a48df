package chat.monarch.domain.id;

/// A conversation as one login sees it: two people with the same contact have two portals.
public record PortalKey(LoginId login, RemoteUserId contact) {}
