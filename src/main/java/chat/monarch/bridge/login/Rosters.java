package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Contact;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.KnownContact;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The contacts of each login, as its roster had them last.
@ApplicationScoped
public class Rosters {
  private final ContactTable table;

  Rosters(ContactTable table) {
    this.table = table;
  }

  /// The login's contacts.
  public List<Contact> of(LoginId login) {
    return table.of(login).stream().map(Rosters::contact).toList();
  }

  /// Whether the account and somebody are contacts (ROS-3).
  public boolean isContact(LoginId login, RemoteUserId other) {
    return table.isContact(login, other);
  }

  /// A contact as it is remembered.
  static KnownContact known(Contact contact) {
    return new KnownContact(
        contact.id(), contact.name(), contact.subscription().name(), contact.asked());
  }

  private static Contact contact(KnownContact known) {
    return new Contact(
        known.id(),
        known.name(),
        Contact.Subscription.valueOf(known.subscription()),
        known.asked());
  }
}
