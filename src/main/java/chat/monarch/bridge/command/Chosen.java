package chat.monarch.bridge.command;

import chat.monarch.bridge.login.Login;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which login a command means.
sealed interface Chosen {
  /// What whoever has no login should type instead.
  String NO_ACCOUNT = "You have not linked an account yet. Type `login` to link one.";

  /// That one.
  record One(Login login) implements Chosen {}

  /// None, and what the user should type instead.
  record None(String sentence) implements Chosen {}

  /// Without a name the only login is meant.
  ///
  /// @param command how the command is typed, up to the name
  static Chosen among(List<Login> logins, @Nullable String named, String command) {
    if (logins.isEmpty()) {
      return new None(NO_ACCOUNT);
    }
    var fitting = logins.stream().filter(login -> named == null || isCalled(login, named)).toList();
    return fitting.size() == 1
        ? new One(fitting.getFirst())
        : new None(
            (named == null ? "You have several accounts." : "None of your accounts is called so.")
                + " Type one of these:\n"
                + choices(logins, command));
  }

  private static boolean isCalled(Login login, String named) {
    return login.id().value().equals(named.toLowerCase(Locale.ROOT));
  }

  private static String choices(List<Login> logins, String command) {
    return logins.stream()
        .map(login -> "- `" + command + " " + login.id().value() + "`" + name(login))
        .collect(Collectors.joining("\n"));
  }

  private static String name(Login login) {
    return login.name() == null ? "" : " for " + login.name();
  }
}
