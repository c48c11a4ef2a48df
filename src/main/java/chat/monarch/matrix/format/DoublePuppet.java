package chat.monarch.matrix.format;

/// The mark on what a bridge does in the name of a user himself. Such an event comes back like
/// anything that he does.
public final class DoublePuppet {
  /// The key in an event's content.
  public static final String SOURCE_KEY = "fi.mau.double_puppet_source";

  /// The key of when it was done, in milliseconds since 1970. A copy of the event, as a client
  /// forwards it, bears it too, but was sent at another time.
  static final String TIME_KEY = "fi.mau.double_puppet_ts";

  private DoublePuppet() {}
}
