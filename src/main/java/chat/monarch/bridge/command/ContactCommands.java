package chat.monarch.bridge.command;

import chat.monarch.bridge.contact.Identified;
import chat.monarch.bridge.contact.Identifiers;
import chat.monarch.bridge.contact.Names;
import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.login.Rosters;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.portal.Portals;
import chat.monarch.bridge.presence.WhoIsThere;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Commands about contacts and conversations.
@ApplicationScoped
class ContactCommands {
  private final Logins logins;
  private final Rosters rosters;
  private final Names names;
  private final Identifiers identifiers;
  private final Portals portals;
  private final WhoIsThere presences;
  private final Homeserver homeserver;

  ContactCommands(
      Logins logins,
      Rosters rosters,
      Names names,
      Identifiers identifiers,
      Portals portals,
      WhoIsThere presences,
      Homeserver homeserver) {
    this.logins = logins;
    this.rosters = rosters;
    this.names = names;
    this.identifiers = identifiers;
    this.portals = portals;
    this.presences = presences;
    this.homeserver = homeserver;
  }

  void contacts(Conversation with, String text) {
    var mine = logins.loginsOf(with.user());
    if (mine.isEmpty()) {
      with.reply(Chosen.NO_ACCOUNT);
    }
    mine.forEach(login -> with.reply(list(login).show(login, text)));
  }

  private ContactList list(Login login) {
    return new ContactList(
        rosters.of(login.id()), names.of(login.id()), contact -> presences.of(login.id(), contact));
  }

  void startChat(Conversation with, @Nullable String named, String whom) {
    var mine = logins.loginsOf(with.user());
    switch (Chosen.among(mine, named, "start-chat")) {
      case Chosen.None(var sentence) -> with.reply(sentence + forWhom(mine));
      case Chosen.One(var login) -> startChat(with, mine, login, whom);
    }
  }

  private static String forWhom(List<Login> mine) {
    return mine.isEmpty() ? "" : "\nand behind it the contact's e-mail address or id.";
  }

  private void startChat(Conversation with, List<Login> mine, Login login, String whom) {
    switch (identifiers.identify(login.id(), whom)) {
      case Identified.Nobody(var sentence) -> with.reply(sentence);
      case Identified.Account(var account) -> {
        if (account.equals(login.id().account())) {
          with.reply(
              "That is your own account; I cannot open a conversation of you with yourself.");
        } else {
          open(with, login, account, mine.size() > 1);
        }
      }
    }
  }

  /// @param several whether the user has other accounts too
  private void open(Conversation with, Login login, RemoteUserId contact, boolean several) {
    var room = portals.open(new PortalKey(login.id(), contact));
    with.reply(
        "Your conversation with "
            + names.of(login.id(), contact)
            + " is here: "
            + room.link(homeserver.domain())
            + (rosters.isContact(login.id(), contact) ? "" : notYet(login, contact, several)));
  }

  private static String notYet(Login login, RemoteUserId contact, boolean several) {
    var account = several ? login.id().value() + " " : "";
    return "\nThat is not a contact of yours yet; `add "
        + account
        + contact.value()
        + "` invites to be one.";
  }
}
