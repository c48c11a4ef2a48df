package chat.monarch.store;

/// What a user chose that his contacts see of him.
///
/// @param availability one of those that the service tells apart, by its name
/// @param text his own words, or empty
public record ChosenStatus(String availability, String text) {}
