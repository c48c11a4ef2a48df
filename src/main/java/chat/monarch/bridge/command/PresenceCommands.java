package chat.monarch.bridge.command;

import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.presence.OwnPresences;
import chat.monarch.domain.LoginState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.stream.Collectors;

/// Commands about what contacts see of the user.
@ApplicationScoped
class PresenceCommands {
  private final Logins logins;
  private final OwnPresences presences;

  PresenceCommands(Logins logins, OwnPresences presences) {
    this.logins = logins;
    this.presences = presences;
  }

  void status(Conversation with, Presence wanted) {
    if (logins.loginsOf(with.user()).isEmpty()) {
      with.reply(Chosen.NO_ACCOUNT);
      return;
    }
    presences.choose(with.user(), wanted);
    with.reply(reply(wanted));
  }

  /// Says what contacts see now, and how to change it.
  void shown(Conversation with) {
    var mine = logins.loginsOf(with.user());
    if (mine.isEmpty()) {
      with.reply(Chosen.NO_ACCOUNT);
      return;
    }
    var shown = presences.of(with.user());
    with.reply(
        "This is what your contacts see of you:\n"
            + mine.stream().map(login -> line(login, shown)).collect(Collectors.joining("\n"))
            + "\nTo change it, type `"
            + CommandWord.STATUS.usage()
            + "`.");
  }

  private static String line(Login login, Presence shown) {
    var what =
        login.state() == LoginState.CONNECTED
            ? name(shown) + words(shown)
            : "nothing, as this account is " + login.stateInWords();
    return "- " + login.who() + ": " + what;
  }

  private static String name(Presence presence) {
    return presence.availability().name().toLowerCase(Locale.ROOT);
  }

  private static String words(Presence presence) {
    return presence.text().isEmpty() ? "" : ", with the words: " + presence.text();
  }

  private static String reply(Presence wanted) {
    var text = words(wanted);
    return switch (wanted.availability()) {
      case ONLINE -> "Your contacts see you online again" + text + ".";
      case AWAY, BUSY ->
          "Your contacts see you as "
              + name(wanted)
              + text
              + ". It stays so until you type `status online`.";
      case OFFLINE ->
          "Your contacts see you as offline. What they write waits at Messenger until you type"
              + " `status online`.";
    };
  }
}
