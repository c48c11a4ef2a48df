package chat.monarch.bridge.port;

/// What became of the wish to have somebody as a contact (B.6).
public sealed interface Addition {
  /// He is invited, and may accept or decline.
  ///
  /// @param named whether the service took the name that was wished for
  record Asked(boolean named) implements Addition {}

  /// There is no such account (ADD-3).
  record Unknown() implements Addition {}

  /// The service does not want it.
  record Refused(String condition) implements Addition {}

  /// It is not known whether the service has it; the same may be asked again.
  ///
  /// @param reason in a person's words
  record NoAnswer(String reason) implements Addition {}
}
