package chat.monarch.domain;

/// How far an invitation to become a contact is.
public enum InvitationState {
  /// Nobody answered.
  OPEN,
  /// Our own, nobody answered, and the service shows it in the roster.
  LISTED,
  /// The user accepts; the service does not have that yet.
  ACCEPTING,
  /// The service has that the user accepts; the roster does not show it yet.
  ANSWERED,
  /// The user declines; the service does not have that yet.
  DECLINING,
  /// Accepted, with all that belongs to it.
  ACCEPTED,
  /// Declined.
  DECLINED;

  /// Whether it waits for somebody.
  public boolean isOpen() {
    return this == OPEN || this == LISTED;
  }
}
