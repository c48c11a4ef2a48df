package chat.monarch.domain;

/// A file in the homeserver's media store, `mxc://…`.
public record ContentUri(String value) {}
