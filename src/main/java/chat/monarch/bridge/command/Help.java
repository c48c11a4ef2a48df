package chat.monarch.bridge.command;

import chat.monarch.bridge.command.CommandWord.Access;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What `help` says.
final class Help {
  private Help() {}

  /// All that somebody can do.
  ///
  /// @param before what stands before a command here: the prefix, or nothing
  static String all(boolean admin, String before) {
    return "This is what I can do:\n"
        + list(Access.EVERYBODY, before)
        + (admin ? "\nFor administrators:\n" + list(Access.ADMIN, before) : "")
        + "\n"
        + (before.isEmpty()
            ? "In this room every line is a command."
            : "In our management room the commands go without `" + before.strip() + "`.");
  }

  private static String list(Access access, String before) {
    return Arrays.stream(CommandWord.values())
        .filter(word -> word.access() == access)
        .map(word -> "- `" + before + word.usage() + "` " + word.meaning())
        .collect(Collectors.joining("\n"));
  }

  /// One command.
  static String of(CommandWord word) {
    var alias = word.alias().isEmpty() ? "" : " (also `" + word.alias() + "`)";
    return "`" + word.usage() + "`" + alias + " " + word.meaning() + ".";
  }
}
