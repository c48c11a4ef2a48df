package chat.monarch.bridge.port;

import org.jspecify.annotations.Nullable;

/// What came back from the consent page.
public sealed interface ConsentAnswer {
  /// The user agreed, and this code is good for tokens.
  ///
  /// @param state as we gave it, or null where the answer has none
  record Code(String code, @Nullable String state) implements ConsentAnswer {
    @Override
    public String toString() {
      return "Code[***]";
    }
  }

  /// The user agreed, and here are the tokens (implicit flow, OA-3).
  record Granted(Tokens tokens, @Nullable String state) implements ConsentAnswer {}

  /// The user said no, or the page answered with an error.
  ///
  /// @param reason in a person's words; null where the user said no
  record Denied(@Nullable String reason, @Nullable String state) implements ConsentAnswer {}

  /// That is no answer of a consent page.
  record Unreadable() implements ConsentAnswer {}
}
