package chat.monarch.bridge.ghost;

import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.ContactCard.Photo;
import chat.monarch.store.MemoryGhosts;
import java.nio.charset.StandardCharsets;

/// This package over networks and tables in memory.
public final class GhostFixture {
  public final Cards cards;
  public final Ghosts ghosts;

  public GhostFixture(LoginFixture with, MemoryGhosts table) {
    cards = new Cards(table, with.contacts, with.users.homeserver, with.clock);
    ghosts = new Ghosts(table, with.contacts, cards, with.users.homeserver);
  }

  /// A card with a picture on it.
  ///
  /// @param picture what its bytes are
  public static ContactCard card(String name, String picture) {
    var bytes = picture.getBytes(StandardCharsets.UTF_8);
    return new ContactCard.Read(name, new Photo.Picture("image/png", bytes));
  }

  /// The hash by which presences tell of that picture.
  public static String photoHash(String picture) {
    return Hash.OF_PHOTO.of(picture.getBytes(StandardCharsets.UTF_8));
  }
}
