package chat.monarch.messenger.stanza;

import chat.monarch.bridge.port.Contact;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.transport.Element;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the roster (B.6). An item that cannot be read costs nothing but itself.
public final class RosterReader {
  private RosterReader() {}

  /// The contacts in a roster.
  public static List<Contact> contacts(Element query) {
    return items(query).flatMap(item -> contact(item).stream()).toList();
  }

  /// The contact of each item that was removed.
  public static List<RemoteUserId> removed(Element query) {
    return items(query)
        .filter(RosterReader::isRemoval)
        .flatMap(item -> item.attribute("jid").flatMap(Jids::user).stream())
        .toList();
  }

  private static Stream<Element> items(Element query) {
    return query.children().stream().filter(child -> child.is(Payloads.ROSTER, "item"));
  }

  private static boolean isRemoval(Element item) {
    return item.attribute("subscription").filter("remove"::equals).isPresent();
  }

  private static Optional<Contact> contact(Element item) {
    if (isRemoval(item)) {
      return Optional.empty();
    }
    return item.attribute("jid")
        .flatMap(Jids::user)
        .map(
            user ->
                new Contact(
                    user,
                    item.attribute("name").map(CleanText::name).orElse(null),
                    subscription(item.attribute("subscription").orElse("none")),
                    item.attribute("ask").filter("subscribe"::equals).isPresent()));
  }

  private static Contact.Subscription subscription(String text) {
    return switch (text) {
      case "to" -> Contact.Subscription.TO;
      case "from" -> Contact.Subscription.FROM;
      case "both" -> Contact.Subscription.BOTH;
      default -> Contact.Subscription.NONE;
    };
  }
}
