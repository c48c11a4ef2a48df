package chat.monarch.bridge.ghost;

import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.ContactCard.Photo;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.work.Turns;
import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.GhostTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What contacts' cards say, asked for no more often than needed (VC-6), and kept. A picture goes
/// to the homeserver's store when it is another than before; showing it is another matter.
///
/// Only those are asked for who are contacts of the login that asks: the service gives no others,
/// and those who merely want to be contacts are not to be asked for (VC-3, INV-2).
@ApplicationScoped
public class Cards {
  private static final Logger LOG = Logger.getLogger(Cards.class);

  private final GhostTable table;
  private final ContactTable contacts;
  private final Homeserver homeserver;
  private final Clock clock;
  private final Turns<RemoteUserId> turns = new Turns<>();

  Cards(GhostTable table, ContactTable contacts, Homeserver homeserver, Clock clock) {
    this.table = table;
    this.contacts = contacts;
    this.homeserver = homeserver;
    this.clock = clock;
  }

  /// What came of a wish to read a card.
  public enum Reading {
    /// What is known is new enough, or it is nobody's card that the service would give.
    NOT_ASKED,
    /// The service answered, be it that there is none.
    READ,
    /// There was no answer: nothing is known.
    UNANSWERED
  }

  /// Reads a card that was not read since then. Blocks.
  ///
  /// @throws HomeserverException.Unavailable when a picture could not be stored: nothing is kept
  public Reading read(LoginId login, RemoteUserId contact, Session session, Instant since) {
    return read(login, contact, session, null, ghost -> !ghost.isReadSince(since));
  }

  /// Reads the card of somebody whose presence bears that hash of his photo, unless it did when the
  /// card was read. Blocks.
  ///
  /// @param hash empty for none
  /// @throws HomeserverException.Unavailable when a picture could not be stored: nothing is kept
  public Reading readWithPhoto(LoginId login, RemoteUserId contact, Session session, String hash) {
    return read(login, contact, session, hash, ghost -> !hash.equals(ghost.photoHash()));
  }

  /// Whoever waited for his turn may find it done: the ghost is one for all logins.
  private Reading read(
      LoginId login,
      RemoteUserId contact,
      Session session,
      @Nullable String hash,
      Predicate<Ghost> wanted) {
    return turns.call(
        contact,
        () -> {
          var ghost = table.find(contact).orElseGet(() -> Ghost.unread(contact));
          if (!wanted.test(ghost) || !contacts.isContact(login, contact)) {
            return Reading.NOT_ASKED;
          }
          var read = take(ghost, session.card(contact), hash);
          read.ifPresent(table::keep);
          return read.isPresent() ? Reading.READ : Reading.UNANSWERED;
        });
  }

  private Optional<Ghost> take(Ghost ghost, ContactCard card, @Nullable String hash) {
    return switch (card) {
      case ContactCard.Unanswered _ -> Optional.empty();
      case ContactCard.None _ -> Optional.of(same(ghost, ghost.name(), hash));
      case ContactCard.Read(var name, Photo.Absent _) ->
          Optional.of(with(ghost, name, null, null, hash == null ? "" : hash));
      case ContactCard.Read(var name, Photo.Unusable _) -> Optional.of(same(ghost, name, hash));
      case ContactCard.Read(var name, Photo.Picture picture) ->
          Optional.of(take(ghost, name, picture, hash));
    };
  }

  private Ghost take(
      Ghost ghost, @Nullable String name, Photo.Picture picture, @Nullable String hash) {
    var known = Hash.OF_PICTURE.of(picture.bytes());
    var photo = hash == null ? Hash.OF_PHOTO.of(picture.bytes()) : hash;
    if (known.equals(ghost.pictureHash())) {
      return with(ghost, name, ghost.picture(), known, photo);
    }
    return upload(ghost.id(), picture)
        .map(stored -> with(ghost, name, stored, known, photo))
        .orElseGet(() -> same(ghost, name, photo));
  }

  /// The ghost may be unknown to the homeserver, and need not become known for this.
  private Optional<ContentUri> upload(RemoteUserId contact, Photo.Picture picture) {
    var fileName = "photo." + picture.contentType().replaceFirst(".*/", "");
    try {
      return Optional.of(homeserver.bot().upload(picture.contentType(), fileName, picture.bytes()));
    } catch (HomeserverException.Refused refusal) {
      LOG.infof("The picture of %s is not stored: %s", contact.value(), refusal.getMessage());
      return Optional.empty();
    }
  }

  /// A ghost whose picture stays what it is.
  private Ghost same(Ghost ghost, @Nullable String name, @Nullable String hash) {
    return with(
        ghost, name, ghost.picture(), ghost.pictureHash(), hash == null ? ghost.photoHash() : hash);
  }

  private Ghost with(
      Ghost ghost,
      @Nullable String name,
      @Nullable ContentUri picture,
      @Nullable String pictureHash,
      @Nullable String photoHash) {
    return new Ghost(ghost.id(), name, picture, pictureHash, photoHash, clock.instant());
  }
}
