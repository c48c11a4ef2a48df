package chat.monarch.bridge.command;

import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.login.Rosters;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.Messenger;
import chat.monarch.bridge.portal.Portals;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Commands about contacts and conversations.
@ApplicationScoped
class ContactCommands {
  /// More than this nobody reads, and an event does not hold.
  private static final int SHOWN = 200;

  private final Logins logins;
  private final Rosters rosters;
  private final Messenger messenger;
  private final Portals portals;

  ContactCommands(Logins logins, Rosters rosters, Messenger messenger, Portals portals) {
    this.logins = logins;
    this.rosters = rosters;
    this.messenger = messenger;
    this.portals = portals;
  }

  void contacts(Conversation with, String text) {
    var mine = logins.loginsOf(with.user());
    if (mine.isEmpty()) {
      with.reply("You have not linked an account yet. Type `login` to link one.");
    }
    mine.forEach(login -> with.reply(contacts(login, text)));
  }

  private String contacts(Login login, String text) {
    var found =
        rosters.of(login.id()).stream()
            .filter(ContactCommands::isShown)
            .filter(contact -> has(contact, text))
            .toList();
    if (found.isEmpty()) {
      return login.who() + (text.isEmpty() ? " has no contacts." : " has no contact like that.");
    }
    return "Contacts of "
        + login.who()
        + ":\n"
        + found.stream()
            .sorted(Comparator.comparing(ContactCommands::name, String.CASE_INSENSITIVE_ORDER))
            .limit(SHOWN)
            .map(ContactCommands::line)
            .collect(Collectors.joining("\n"))
        + more(found);
  }

  private static String line(Contact contact) {
    return "- "
        + name(contact)
        + " (`"
        + contact.id().value()
        + "`)"
        + (contact.isEstablished() ? "" : ", has not accepted yet");
  }

  /// Who is neither a contact nor invited is left out (ROS-3).
  private static boolean isShown(Contact contact) {
    return contact.asked() || contact.subscription() != Contact.Subscription.NONE;
  }

  private static String more(List<Contact> found) {
    return found.size() <= SHOWN
        ? ""
        : "\n… and " + (found.size() - SHOWN) + " more; `contacts <text>` shows fewer.";
  }

  private static boolean has(Contact contact, String text) {
    var all = name(contact) + " " + contact.id().value();
    return all.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  private static String name(Contact contact) {
    return contact.name() == null ? contact.id().value() : contact.name();
  }

  void startChat(Conversation with, @Nullable String named, String whom) {
    var mine = logins.loginsOf(with.user());
    switch (Chosen.among(mine, named, "start-chat")) {
      case Chosen.None(var sentence) -> with.reply(sentence + forWhom(mine));
      case Chosen.One(var login) -> startChat(with, login, whom);
    }
  }

  private static String forWhom(List<Login> mine) {
    return mine.isEmpty() ? "" : "\nand behind it the contact's id.";
  }

  private void startChat(Conversation with, Login login, String whom) {
    var account = messenger.readAccount(whom);
    if (account == null) {
      with.reply(notAnAccount(whom));
    } else if (account.equals(login.id().account())) {
      with.reply("That is your own account; I cannot open a conversation of you with yourself.");
    } else {
      open(with, login, account);
    }
  }

  private static String notAnAccount(String whom) {
    return (whom.contains("@")
            ? "Looking somebody up by e-mail address does not work in this version yet."
            : "That is not an id of Messenger.")
        + " Type `start-chat` with an id as `contacts` shows it.";
  }

  private void open(Conversation with, Login login, RemoteUserId contact) {
    var room = portals.open(new PortalKey(login.id(), contact));
    with.reply(
        "Your conversation with "
            + rosters.nameOf(login.id(), contact)
            + " is here: https://matrix.to/#/"
            + room.value());
  }
}
