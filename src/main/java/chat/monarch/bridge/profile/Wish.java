package chat.monarch.bridge.profile;

import chat.monarch.domain.id.RemoteUserId;
import org.jspecify.annotations.Nullable;

/// Somebody whose card may have to be read.
///
/// @param photo what his presence says of his photo, empty for none; null where it is about the age
///     of the card
/// @param tries how often it was tried in vain
record Wish(RemoteUserId contact, @Nullable String photo, int tries) {
  /// A card that is read if it is too old.
  static Wish byAge(RemoteUserId contact) {
    return new Wish(contact, null, 0);
  }

  /// A card that is read if it does not have that photo.
  static Wish byPhoto(RemoteUserId contact, String photo) {
    return new Wish(contact, photo, 0);
  }

  Wish again() {
    return new Wish(contact, photo, tries + 1);
  }
}
