package chat.monarch.domain;

import chat.monarch.domain.id.RemoteUserId;
import org.jspecify.annotations.Nullable;

/// The Matrix user that stands for somebody of the messenger.
///
/// @param name what his card calls him, if anything
/// @param picture his picture in the homeserver's store
/// @param known whether his card was read and the homeserver knows name and picture
public record Ghost(
    RemoteUserId id,
    @Nullable String name,
    @Nullable ContentUri picture,
    @Nullable String pictureHash,
    boolean known) {}
