package chat.monarch.bridge.port;

/// Why a message was not delivered, for programs; people get a sentence.
public enum Trouble {
  /// Its sender is not signed in, or something else keeps the bridge from Messenger until somebody
  /// acts: sent again after that, it gets through.
  NO_CONNECTION,
  /// The connection broke at that moment: it may have arrived or not.
  UNCERTAIN,
  /// Messenger said no.
  REFUSED,
  /// Messenger has nothing of this kind.
  UNSUPPORTED,
  /// It is encrypted, and the bridge cannot read it.
  ENCRYPTED,
  /// The bridge itself failed over and over.
  GIVEN_UP
}
