package chat.monarch.bridge.port;

/// Whether somebody is there, and what he says of it.
///
/// @param text his own words, or empty
public record Presence(Availability availability, String text) {
  /// Of whom nothing is known (PRS-6).
  public static final Presence OFFLINE = new Presence(Availability.OFFLINE, "");

  /// There, without a word.
  public static final Presence ONLINE = new Presence(Availability.ONLINE, "");

  /// What the service tells apart (PRS-4).
  public enum Availability {
    ONLINE,
    BUSY,
    AWAY,
    OFFLINE
  }

  /// Whether he is not there.
  public boolean isOffline() {
    return availability == Availability.OFFLINE;
  }
}
