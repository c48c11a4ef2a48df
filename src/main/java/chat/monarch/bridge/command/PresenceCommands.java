package chat.monarch.bridge.command;

import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.presence.OwnPresences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

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

  private static String reply(Presence wanted) {
    var text = wanted.text().isEmpty() ? "" : ", with the words: " + wanted.text();
    return switch (wanted.availability()) {
      case ONLINE -> "Your contacts see you online again" + text + ".";
      case AWAY, BUSY ->
          "Your contacts see you as "
              + wanted.availability().name().toLowerCase(Locale.ROOT)
              + text
              + ". It stays so until you type `status online`.";
      case OFFLINE ->
          "Your contacts see you as offline. What they write waits at Messenger until you type"
              + " `status online`.";
    };
  }
}
