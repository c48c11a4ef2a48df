package chat.monarch.domain;

import java.time.Instant;

/// A time in which messages of a contact may have been lost: a stream broke, and the archive could
/// not say what it held (design section 1).
///
/// @param from the last moment of which we know that nothing was lost before it
/// @param to since when nothing is lost any more
public record Gap(Instant from, Instant to) {}
