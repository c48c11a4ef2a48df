package chat.monarch.bridge.port;

import chat.monarch.domain.id.RemoteUserId;

/// What the service said to the question whose account an e-mail address is (GJ-3).
public sealed interface Lookup {
  /// It is this account's.
  record Found(RemoteUserId account) implements Lookup {}

  /// There is no such account.
  record Unknown() implements Lookup {}

  /// The service does not answer such questions.
  record NotOffered() implements Lookup {}

  /// It said nothing; the same question may be answered later.
  ///
  /// @param reason in a person's words
  record NoAnswer(String reason) implements Lookup {}
}
