package chat.monarch.store;

/// How far a portal has what the messenger sent; 0 for nothing.
///
/// @param last the place of the last message
/// @param proved the place up to which nothing is missing
public record LastPositions(long last, long proved) {}
