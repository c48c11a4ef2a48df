package chat.monarch.domain.content;

/// What a message says, as plain text.
public sealed interface Content {
  /// The text, without any prefix for its kind.
  String body();

  /// An ordinary message.
  record Text(String body) implements Content {}

  /// What somebody does, `/me waves`.
  record Emote(String body) implements Content {}

  /// What a machine says.
  record Notice(String body) implements Content {}
}
