package chat.monarch.domain;

/// Where a row of work stands.
public enum WorkState {
  /// Nothing was done yet, or it is to be done again.
  PENDING,
  /// Written to the messenger, or about to be.
  SENDING,
  /// It may have arrived or not; the archive decides.
  UNCERTAIN,
  /// The service refused it (MSG-7), and its sender is to be told.
  REFUSED,
  /// Done.
  SENT,
  /// Given up, and the person concerned was told.
  FAILED
}
