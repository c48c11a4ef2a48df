package chat.monarch.bridge.command;

import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.domain.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a line as a command.
final class CommandReader {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern REDIRECT =
      Pattern.compile("https?://\\S*[?&#](code|access_token|error)=\\S*");

  /// What may be repeated in an answer without giving away a secret.
  private static final Pattern HARMLESS = Pattern.compile("[\\p{L}-]{1,20}");

  /// Nobody writes such a word; it is a token or a code that was pasted without a command.
  private static final int LONG = 60;

  private CommandReader() {}

  /// @param line what was typed, without any prefix
  static Command read(String line) {
    var words = List.of(BLANKS.split(line.strip()));
    var first = words.getFirst();
    var arguments = words.subList(1, words.size());
    return CommandWord.of(first)
        .map(word -> read(word, arguments))
        .orElseGet(() -> unknown(first, arguments));
  }

  private static Command unknown(String first, List<String> arguments) {
    if (REDIRECT.matcher(first).matches() && arguments.isEmpty()) {
      return new Command.LoginCode(new Secret(first));
    }
    if (first.length() >= LONG) {
      return new Command.Misplaced();
    }
    return new Command.Unknown(HARMLESS.matcher(first).matches() ? first : "");
  }

  private static Command read(CommandWord word, List<String> arguments) {
    return switch (word) {
      case HELP -> optional(word, arguments, Command.Help::new);
      case VERSION -> without(word, arguments, new Command.Version());
      case CANCEL -> without(word, arguments, new Command.Cancel());
      case LOGIN -> login(arguments);
      case LIST_LOGINS -> without(word, arguments, new Command.ListLogins());
      case LOGOUT -> optional(word, arguments, Command.Logout::new);
      case RELOGIN -> optional(word, arguments, Command.Relogin::new);
      case RECONNECT -> optional(word, arguments, Command.Reconnect::new);
      case PING -> without(word, arguments, new Command.Ping());
      case CONTACTS -> new Command.Contacts(String.join(" ", arguments));
      case START_CHAT -> startChat(arguments);
      case STATUS -> status(arguments);
      case SET_MANAGEMENT_ROOM -> without(word, arguments, new Command.SetManagementRoom());
      case LOGINS -> without(word, arguments, new Command.Logins());
      case SEARCH ->
          arguments.isEmpty()
              ? new Command.Wrong(word)
              : new Command.Search(String.join(" ", arguments));
      case RESOLVE_IDENTIFIER -> one(word, arguments, Command.Resolve::new);
      case ADD ->
          arguments.isEmpty() ? new Command.Wrong(word) : new Command.Add(List.copyOf(arguments));
      case INVITATIONS -> without(word, arguments, new Command.Invitations());
      case ACCEPT -> one(word, arguments, which -> new Command.Answer(which, true));
      case DECLINE -> one(word, arguments, which -> new Command.Answer(which, false));
      case LOGIN_MATRIX -> new Command.LoginMatrix(!arguments.isEmpty());
      case LOGOUT_MATRIX -> without(word, arguments, new Command.LogoutMatrix());
      case PING_MATRIX -> without(word, arguments, new Command.PingMatrix());
      case SYNC, DELETE_PORTAL, UNBRIDGE, DELETE_ALL_PORTALS, SUDO -> new Command.NotYet(word);
    };
  }

  private static Command login(List<String> arguments) {
    if (arguments.isEmpty()) {
      return new Command.Login();
    }
    if (arguments.size() != 2) {
      return new Command.Misplaced();
    }
    var secret = new Secret(arguments.getLast());
    return switch (arguments.getFirst().toLowerCase(Locale.ROOT)) {
      case "code" -> new Command.LoginCode(secret);
      case "token" -> new Command.LoginToken(secret);
      default -> new Command.Misplaced();
    };
  }

  private static Command startChat(List<String> arguments) {
    return switch (arguments.size()) {
      case 1 -> new Command.StartChat(null, arguments.getFirst());
      case 2 -> new Command.StartChat(arguments.getFirst(), arguments.getLast());
      default -> new Command.Wrong(CommandWord.START_CHAT);
    };
  }

  private static Command one(
      CommandWord word, List<String> arguments, Function<String, Command> command) {
    return arguments.size() == 1 ? command.apply(arguments.getFirst()) : new Command.Wrong(word);
  }

  private static Command status(List<String> arguments) {
    if (arguments.isEmpty()) {
      return new Command.ShownStatus();
    }
    return Arrays.stream(Availability.values())
        .filter(each -> each.name().equalsIgnoreCase(arguments.getFirst()))
        .findFirst()
        .<Command>map(found -> new Command.Status(new Presence(found, text(arguments))))
        .orElseGet(() -> new Command.Wrong(CommandWord.STATUS));
  }

  private static String text(List<String> arguments) {
    return String.join(" ", arguments.subList(1, arguments.size()));
  }

  private static Command without(CommandWord word, List<String> arguments, Command command) {
    return arguments.isEmpty() ? command : new Command.Wrong(word);
  }

  private static Command optional(CommandWord word, List<String> arguments, Optionally command) {
    return switch (arguments.size()) {
      case 0 -> command.with(null);
      case 1 -> command.with(arguments.getFirst());
      default -> new Command.Wrong(word);
    };
  }

  /// A command with an argument that may be left out.
  @FunctionalInterface
  private interface Optionally {
    Command with(@Nullable String argument);
  }
}
