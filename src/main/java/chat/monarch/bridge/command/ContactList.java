package chat.monarch.bridge.command;

import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.id.RemoteUserId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A roster for people to read.
///
/// @param names what everybody in it is called
/// @param presence how each of them is
record ContactList(
    List<Contact> roster,
    Map<RemoteUserId, String> names,
    Function<RemoteUserId, Presence> presence) {
  /// More than this nobody reads, and an event does not hold.
  private static final int SHOWN = 200;

  /// Those with a text in name or id; all where it is empty.
  String show(Login login, String text) {
    var found = find(text);
    if (found.isEmpty()) {
      return login.who() + (text.isEmpty() ? " has no contacts." : " has no contact like that.");
    }
    return "Contacts of " + login.who() + ":\n" + lines(found);
  }

  /// Those with a text in name or id, by their names. What the roster calls them counts, too, where
  /// another name is shown.
  List<Contact> find(String text) {
    return roster.stream()
        .filter(ContactList::isShown)
        .filter(contact -> has(contact, text))
        .sorted(Comparator.comparing(this::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /// A line for each.
  String lines(List<Contact> found) {
    return found.stream().limit(SHOWN).map(this::line).collect(Collectors.joining("\n"))
        + more(found);
  }

  private String line(Contact contact) {
    return "- " + name(contact) + " (`" + contact.id().value() + "`)" + standing(contact);
  }

  /// How a contact is, and how far it is with somebody who is none yet (ROS-3).
  private String standing(Contact contact) {
    if (contact.isEstablished()) {
      return ", " + inWords(presence.apply(contact.id()));
    }
    return contact.asked()
        ? ", has not accepted your invitation yet"
        : ", sees you, but is no contact of yours: `add " + contact.id().value() + "` invites";
  }

  private static String inWords(Presence presence) {
    var state = presence.availability().name().toLowerCase(Locale.ROOT);
    return presence.text().isEmpty() ? state : state + ": " + presence.text();
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

  private boolean has(Contact contact, String text) {
    var inRoster = contact.name() == null ? "" : contact.name();
    var all = name(contact) + "\n" + inRoster + "\n" + contact.id().value();
    return all.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }

  private String name(Contact contact) {
    return names.getOrDefault(contact.id(), contact.id().value());
  }
}
