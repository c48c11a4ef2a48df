package chat.monarch.bridge.ghost;

import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.Session;
import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.GhostTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ghosts: registered, named and pictured before they enter any room.
@ApplicationScoped
public class Ghosts {
  private final GhostTable table;
  private final ContactTable contacts;
  private final Homeserver homeserver;

  Ghosts(GhostTable table, ContactTable contacts, Homeserver homeserver) {
    this.table = table;
    this.contacts = contacts;
    this.homeserver = homeserver;
  }

  /// The ghost of a contact, made known to the homeserver if it is not.
  ///
  /// @param session where his card is asked for, or null when the login is not connected: then the
  ///     ghost bears his id until somebody who is comes by
  public Ghost ensure(RemoteUserId contact, @Nullable Session session) {
    var ghost = table.find(contact);
    return ghost.filter(Ghost::known).orElseGet(() -> update(contact, ghost, session));
  }

  /// Reads a contact's card again, and tells the homeserver what changed.
  public Ghost refresh(RemoteUserId contact, Session session) {
    return update(contact, table.find(contact), session);
  }

  /// Calls a ghost that there is as the rosters do now, where his card says no name (ROS-2), and
  /// asks for the card if it was not read yet.
  public void follow(RemoteUserId contact, @Nullable Session session) {
    var ghost = table.find(contact);
    if (ghost.filter(Ghost::known).isPresent()) {
      table.setShownName(contact, show(contact, ghost.get().name()));
    } else if (ghost.isPresent()) {
      update(contact, ghost, session);
    }
  }

  private Ghost update(RemoteUserId contact, Optional<Ghost> before, @Nullable Session session) {
    homeserver.ghost(contact).ensureRegistered();
    var card = session == null ? new ContactCard(null, null) : session.card(contact);
    var known = card.name() != null || card.photo() != null;
    var old = before.orElse(new Ghost(contact, null, null, null, false));
    var ghost = withPicture(withName(old, card), card.photo());
    var result =
        new Ghost(
            contact, ghost.name(), ghost.picture(), ghost.pictureHash(), known || old.known());
    table.remember(result);
    table.setShownName(contact, shown(contact, result.name()));
    return result;
  }

  private Ghost withName(Ghost ghost, ContactCard card) {
    var name = card.name() != null ? card.name() : ghost.name();
    show(ghost.id(), name);
    return new Ghost(ghost.id(), name, ghost.picture(), ghost.pictureHash(), ghost.known());
  }

  /// Tells the homeserver what the ghost is called, unless it knows.
  private String show(RemoteUserId contact, @Nullable String cardName) {
    var shown = shown(contact, cardName);
    if (!Objects.equals(shown, table.shownName(contact).orElse(null))) {
      homeserver.ghost(contact).setDisplayName(shown);
    }
    return shown;
  }

  private String shown(RemoteUserId contact, @Nullable String cardName) {
    return cardName != null
        ? cardName
        : contacts.rosterName(contact).orElseGet(() -> localPart(contact));
  }

  private Ghost withPicture(Ghost ghost, ContactCard.@Nullable Photo photo) {
    if (photo == null || hash(photo.bytes()).equals(ghost.pictureHash())) {
      return ghost;
    }
    var picture = upload(ghost.id(), photo);
    homeserver.ghost(ghost.id()).setAvatar(picture);
    return new Ghost(ghost.id(), ghost.name(), picture, hash(photo.bytes()), ghost.known());
  }

  private ContentUri upload(RemoteUserId contact, ContactCard.Photo photo) {
    var fileName = "photo." + photo.contentType().replaceFirst(".*/", "");
    return homeserver.ghost(contact).upload(photo.contentType(), fileName, photo.bytes());
  }

  /// What somebody is called of whom nothing else is known.
  public static String localPart(RemoteUserId contact) {
    return contact.value().replaceFirst("@.*", "");
  }

  private static String hash(byte[] picture) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
