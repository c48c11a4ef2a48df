package chat.monarch.store;

import chat.monarch.domain.ContentUri;
import org.jspecify.annotations.Nullable;

/// What the homeserver was told last of somebody.
public record ShownProfile(String name, @Nullable ContentUri picture) {}
