package chat.monarch.bridge.ghost;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.work.Turns;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.GhostTable;
import chat.monarch.store.ShownProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The ghosts: registered, named and pictured before they enter any room. The homeserver is told
/// what is new and nothing else, as it tells every room of a ghost each time.
@ApplicationScoped
public class Ghosts {
  private final GhostTable table;
  private final ContactTable contacts;
  private final Cards cards;
  private final Homeserver homeserver;
  private final Turns<RemoteUserId> turns = new Turns<>();

  Ghosts(GhostTable table, ContactTable contacts, Cards cards, Homeserver homeserver) {
    this.table = table;
    this.contacts = contacts;
    this.cards = cards;
    this.homeserver = homeserver;
  }

  /// The ghost of a contact, made known to the homeserver if it is not. Blocks while his card is
  /// asked for, if it never was.
  ///
  /// @param login who needs the ghost
  /// @param session of that login, or null when it is not connected: then the ghost bears what else
  ///     is known of him until somebody who is comes by
  public Ghost ensure(LoginId login, RemoteUserId contact, @Nullable Session session) {
    if (session != null) {
      cards.read(login, contact, session, Instant.MIN);
    }
    return turns.call(contact, () -> introduce(contact));
  }

  private Ghost introduce(RemoteUserId contact) {
    var ghost = find(contact);
    var shown = table.shown(contact).orElse(null);
    if (shown == null) {
      homeserver.ghost(contact).ensureRegistered();
    }
    var _ = tell(ghost, shown);
    return ghost;
  }

  private Ghost find(RemoteUserId contact) {
    return table.find(contact).orElseGet(() -> Ghost.unread(contact));
  }

  /// Whether the homeserver knows the ghost by an older name or picture.
  public boolean isBehind(RemoteUserId contact) {
    var shown = table.shown(contact).orElse(null);
    var ghost = find(contact);
    return shown != null
        && !(shown.name().equals(name(ghost)) && Objects.equals(shown.picture(), ghost.picture()));
  }

  /// Tells the homeserver what is new of a ghost that it knows.
  ///
  /// @return whether anything was
  public boolean follow(RemoteUserId contact) {
    return turns.call(
        contact, () -> table.shown(contact).map(shown -> tell(find(contact), shown)).orElse(false));
  }

  private boolean tell(Ghost ghost, @Nullable ShownProfile shown) {
    var intent = homeserver.ghost(ghost.id());
    var name = name(ghost);
    var isRenamed = shown == null || !shown.name().equals(name);
    if (isRenamed) {
      intent.setDisplayName(name);
      table.setShownName(ghost.id(), name);
    }
    var looksOther = !Objects.equals(ghost.picture(), shown == null ? null : shown.picture());
    if (looksOther) {
      intent.setAvatar(ghost.picture());
      table.setShownPicture(ghost.id(), ghost.picture());
    }
    return isRenamed || looksOther;
  }

  /// What the ghost is called (ROS-2); what only one user calls him is nobody else's business.
  private String name(Ghost ghost) {
    return ghost.name() != null
        ? ghost.name()
        : contacts.rosterName(ghost.id()).orElseGet(() -> localPart(ghost.id()));
  }

  /// What somebody is called of whom nothing else is known.
  public static String localPart(RemoteUserId contact) {
    return contact.value().replaceFirst("@.*", "");
  }
}
