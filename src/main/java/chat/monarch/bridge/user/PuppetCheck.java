package chat.monarch.bridge.user;

/// Whether the bridge can write as a user.
public sealed interface PuppetCheck {
  /// It can.
  record Works() implements PuppetCheck {}

  /// The operator has no double-puppet registration for him.
  record NotRegistered() implements PuppetCheck {}

  /// He does not want it.
  record SwitchedOff() implements PuppetCheck {}

  /// The homeserver does not let it.
  ///
  /// @param reason why, as part of a sentence
  record Refused(String reason) implements PuppetCheck {}
}
