package chat.monarch.bridge.contact;

import chat.monarch.bridge.ghost.Ghosts;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.GhostTable;
import chat.monarch.store.InvitationRow;
import chat.monarch.store.InvitationTable;
import chat.monarch.store.KnownContact;
import chat.monarch.store.LocalNameTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// What people are called (ROS-2): as the user calls them here, as their cards say, as the roster
/// says, as they called themselves when they invited, else by the local parts of their ids.
@ApplicationScoped
public class Names {
  private final LocalNameTable local;
  private final GhostTable ghosts;
  private final ContactTable contacts;
  private final InvitationTable invitations;
  private final List<Consumer<RemoteUserId>> listeners = new CopyOnWriteArrayList<>();

  Names(
      LocalNameTable local, GhostTable ghosts, ContactTable contacts, InvitationTable invitations) {
    this.local = local;
    this.ghosts = ghosts;
    this.contacts = contacts;
    this.invitations = invitations;
  }

  /// What a login's user sees of somebody.
  public String of(LoginId login, RemoteUserId contact) {
    return known(login, contact).orElseGet(() -> Ghosts.localPart(contact));
  }

  /// The same; empty where there is nothing but his id.
  public Optional<String> known(LoginId login, RemoteUserId contact) {
    return Optional.ofNullable(local.of(login).get(contact))
        .or(() -> ghosts.find(contact).map(Ghost::name))
        .or(() -> contacts.find(login, contact).map(KnownContact::name))
        .or(() -> invitations.find(login, contact, true).map(InvitationRow::nick));
  }

  /// The same with his id behind it, as several may be called alike.
  public String withId(LoginId login, RemoteUserId contact) {
    return of(login, contact) + " (`" + contact.value() + "`)";
  }

  /// What everybody in the login's roster is called, with few questions to the database.
  public Map<RemoteUserId, String> of(LoginId login) {
    var names = new HashMap<RemoteUserId, String>();
    invitations.of(login).stream()
        .filter(row -> row.incoming() && row.nick() != null)
        .forEach(row -> names.put(row.contact(), Objects.requireNonNull(row.nick())));
    for (var contact : contacts.of(login)) {
      if (contact.name() != null) {
        names.put(contact.id(), contact.name());
      }
      names.putIfAbsent(contact.id(), Ghosts.localPart(contact.id()));
    }
    names.putAll(ghosts.namesIn(login));
    names.putAll(local.of(login));
    return names;
  }

  /// Calls somebody so, for this login's user alone.
  public void call(LoginId login, RemoteUserId contact, String name) {
    local.put(login, contact, name);
    listeners.forEach(each -> each.accept(contact));
  }

  /// Has somebody told whom a user calls something else from now on; he must not block.
  public void onCalled(Consumer<RemoteUserId> listener) {
    listeners.add(listener);
  }
}
