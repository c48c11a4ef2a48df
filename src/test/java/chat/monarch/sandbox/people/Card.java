package chat.monarch.sandbox.people;

import org.jspecify.annotations.Nullable;

/// What a vCard says (VC-1); each part may be absent.
///
/// @param photo the bytes of the picture
/// @param photoType what stands in `TYPE`, be it true or not; null leaves the element out
public record Card(
    @Nullable String fullName,
    @Nullable String nickname,
    @Nullable String family,
    @Nullable String given,
    byte @Nullable [] photo,
    @Nullable String photoType) {

  public static Card named(String fullName) {
    return new Card(fullName, null, null, null, null, null);
  }

  public Card withNickname(String changed) {
    return new Card(fullName, changed, family, given, photo, photoType);
  }

  public Card withPhoto(byte[] bytes, @Nullable String type) {
    return new Card(fullName, nickname, family, given, bytes, type);
  }
}
