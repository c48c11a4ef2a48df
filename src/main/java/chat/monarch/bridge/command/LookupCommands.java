package chat.monarch.bridge.command;

import chat.monarch.bridge.contact.Adding;
import chat.monarch.bridge.contact.Identified;
import chat.monarch.bridge.contact.Identifiers;
import chat.monarch.bridge.contact.Names;
import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.login.Rosters;
import chat.monarch.bridge.port.Messenger;
import chat.monarch.bridge.presence.WhoIsThere;
import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Commands that find people, and add them.
@ApplicationScoped
class LookupCommands {
  private final Logins logins;
  private final Rosters rosters;
  private final Names names;
  private final Identifiers identifiers;
  private final Adding adding;
  private final Messenger messenger;
  private final WhoIsThere presences;

  LookupCommands(
      Logins logins,
      Rosters rosters,
      Names names,
      Identifiers identifiers,
      Adding adding,
      Messenger messenger,
      WhoIsThere presences) {
    this.logins = logins;
    this.rosters = rosters;
    this.names = names;
    this.identifiers = identifiers;
    this.adding = adding;
    this.messenger = messenger;
    this.presences = presences;
  }

  void resolve(Conversation with, String whom) {
    var mine = logins.loginsOf(with.user());
    with.reply(asker(mine).map(login -> who(mine, login, whom)).orElse(Chosen.NO_ACCOUNT));
  }

  /// By whose connection somebody is looked up; it makes no difference to the answer.
  private static Optional<Login> asker(List<Login> mine) {
    return mine.stream()
        .min(Comparator.comparingInt(login -> login.state() == LoginState.CONNECTED ? 0 : 1));
  }

  private String who(List<Login> mine, Login asker, String whom) {
    return switch (identifiers.identify(asker.id(), whom)) {
      case Identified.Nobody(var sentence) -> sentence;
      case Identified.Account(var account) ->
          whom.strip() + " is `" + account.value() + "`" + standing(mine, account);
    };
  }

  private String standing(List<Login> mine, RemoteUserId account) {
    if (mine.stream().anyMatch(login -> login.id().account().equals(account))) {
      return ", your own account.";
    }
    return mine.stream()
        .filter(login -> rosters.isContact(login.id(), account))
        .findFirst()
        .map(login -> ": " + names.of(login.id(), account) + ", a contact of " + login.who() + ".")
        .orElse(", no contact of yours. `add " + account.value() + "` invites.");
  }

  void search(Conversation with, String text) {
    var mine = logins.loginsOf(with.user());
    if (mine.isEmpty()) {
      with.reply(Chosen.NO_ACCOUNT);
      return;
    }
    var found = new ArrayList<String>();
    for (var login : mine) {
      var list =
          new ContactList(
              rosters.of(login.id()),
              names.of(login.id()),
              contact -> presences.of(login.id(), contact));
      var contacts = list.find(text);
      if (!contacts.isEmpty()) {
        found.add("Contacts of " + login.who() + " like that:\n" + list.lines(contacts));
      }
    }
    if (messenger.readEmail(text) != null) {
      found.add(asker(mine).map(login -> who(mine, login, text)).orElseThrow());
    }
    with.reply(found.isEmpty() ? NOBODY : String.join("\n", found));
  }

  private static final String NOBODY =
      "None of your contacts is like that. Messenger has no directory to search; whom else you look"
          + " for I can find by the whole e-mail address.";

  void add(Conversation with, List<String> words) {
    var mine = logins.loginsOf(with.user());
    var named = isLogin(mine, words) ? words.getFirst() : null;
    var rest = named == null ? words : words.subList(1, words.size());
    switch (Chosen.among(mine, named, "add")) {
      case Chosen.None(var sentence) ->
          with.reply(
              sentence + (mine.isEmpty() ? "" : "\nand behind it the e-mail address or id."));
      case Chosen.One(var login) -> add(with, login, rest);
    }
  }

  /// Whether the first word says by which account, and the second whom.
  private boolean isLogin(List<Login> mine, List<String> words) {
    return words.size() > 1
        && identifiers.isIdentifier(words.get(1))
        && mine.stream().anyMatch(login -> login.id().value().equalsIgnoreCase(words.getFirst()));
  }

  private void add(Conversation with, Login login, List<String> words) {
    var name = name(words.subList(1, words.size()));
    with.reply(
        switch (identifiers.identify(login.id(), words.getFirst())) {
          case Identified.Nobody(var sentence) -> sentence;
          case Identified.Account(var account) -> adding.add(login.id(), account, name);
        });
  }

  private @Nullable String name(List<String> words) {
    return words.isEmpty() ? null : messenger.readName(String.join(" ", words));
  }
}
