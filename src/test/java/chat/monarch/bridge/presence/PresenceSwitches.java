package chat.monarch.bridge.presence;

import chat.monarch.bridge.port.Homeserver;

/// Switches for tests of other packages.
public final class PresenceSwitches {
  private PresenceSwitches() {}

  /// One that has looked already.
  public static PresenceSwitch of(Homeserver homeserver) {
    var presence = new PresenceSwitch(homeserver);
    presence.look();
    return presence;
  }
}
