package chat.monarch.bridge.command;

import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Consent;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.presence.PresenceSwitch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Commands about accounts that are linked.
@ApplicationScoped
class AccountCommands {
  private static final String PRESENCE_IS_OFF =
      "\nPresence is switched off at the homeserver: you do not see in your rooms whether contacts"
          + " are there, only `contacts` says it. They see you online when you write, and away after"
          + " some quiet minutes.";

  private final Logins logins;
  private final Consent consent;
  private final Homeserver homeserver;
  private final PresenceSwitch presence;
  private final Clock clock;

  AccountCommands(
      Logins logins, Consent consent, Homeserver homeserver, PresenceSwitch presence, Clock clock) {
    this.logins = logins;
    this.consent = consent;
    this.homeserver = homeserver;
    this.presence = presence;
    this.clock = clock;
  }

  void list(Conversation with) {
    with.reply(states(logins.loginsOf(with.user())));
  }

  private static String states(List<Login> mine) {
    return mine.isEmpty()
        ? Chosen.NO_ACCOUNT
        : mine.stream()
            .map(login -> "- " + login.who() + ": " + login.stateInWords())
            .collect(Collectors.joining("\n"));
  }

  void listAll(Conversation with) {
    var all = logins.all();
    with.reply(
        all.isEmpty()
            ? "Nobody has linked an account yet."
            : all.stream()
                .map(
                    login ->
                        "- " + login.owner().value() + ": " + login.who() + ", " + login.state())
                .collect(Collectors.joining("\n")));
  }

  void logout(Conversation with, @Nullable String named) {
    choose(with, named, "logout", this::logout);
  }

  private void logout(Conversation with, Login login) {
    logins.logout(login.id());
    with.reply(
        "I have signed out "
            + login.who()
            + " and erased its tokens. Your rooms stay; after the next `login` with this account they"
            + " go on."
            + consent
                .withdrawUrl()
                .map(page -> " To withdraw your consent at the service as well, open " + page)
                .orElse(""));
  }

  void reconnect(Conversation with, @Nullable String named) {
    choose(with, named, "reconnect", this::reconnect);
  }

  private void reconnect(Conversation with, Login login) {
    with.reply(
        logins.reconnect(login.id())
            ? "I am connecting " + login.who() + " anew; `ping` shows how it is."
            : "The service has signed "
                + login.who()
                + " out. Type `relogin "
                + login.id().value()
                + "` to sign in again.");
  }

  private void choose(
      Conversation with,
      @Nullable String named,
      String command,
      BiConsumer<Conversation, Login> action) {
    switch (Chosen.among(logins.loginsOf(with.user()), named, command)) {
      case Chosen.None(var sentence) -> with.reply(sentence);
      case Chosen.One(var login) -> action.accept(with, login);
    }
  }

  void ping(Conversation with) {
    var before = clock.instant();
    homeserver.bot().members(with.room());
    var took = Duration.between(before, clock.instant());
    with.reply(
        "The homeserver answers within "
            + took.toMillis()
            + " ms.\n"
            + states(logins.loginsOf(with.user()))
            + (presence.isOff() ? PRESENCE_IS_OFF : ""));
  }
}
