package chat.monarch.store;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RoomId;
import org.jspecify.annotations.Nullable;

/// What a portal's room says of the contact.
///
/// @param portal its id
/// @param name null where it is not known what the room says
/// @param request whether the contact waits for the owner's answer to an invitation
public record ShownRoom(
    long portal,
    PortalKey key,
    RoomId room,
    @Nullable String name,
    @Nullable ContentUri picture,
    boolean request) {}
