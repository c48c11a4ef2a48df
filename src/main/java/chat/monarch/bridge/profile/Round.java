package chat.monarch.bridge.profile;

import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.GhostTable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whose cards one login reads since it signed in. Those that are too old are taken from the
/// database piece by piece.
final class Round {
  private static final int PIECE = 50;

  private final LoginId login;
  private final Instant oldest;
  private final GhostTable table;

  /// Somebody may be in both: a photo that is the same does not make a card younger.
  private final Map<RemoteUserId, Wish> photos = new LinkedHashMap<>();

  private final Map<RemoteUserId, Wish> aged = new LinkedHashMap<>();
  private @Nullable RemoteUserId last;
  private boolean isThrough;

  /// @param oldest a card that was read before that is too old
  Round(LoginId login, Instant oldest, GhostTable table) {
    this.login = login;
    this.oldest = oldest;
    this.table = table;
  }

  Instant oldest() {
    return oldest;
  }

  /// Those that are too old still are taken once more; what waits goes on waiting.
  synchronized void beginAgain() {
    last = null;
    isThrough = false;
  }

  /// The latest wish for somebody takes the place of the one before.
  synchronized void add(Wish wish) {
    of(wish).put(wish.contact(), wish);
  }

  /// It could not be fulfilled.
  synchronized void putBack(Wish wish) {
    of(wish).putIfAbsent(wish.contact(), wish);
  }

  private Map<RemoteUserId, Wish> of(Wish wish) {
    return wish.photo() == null ? aged : photos;
  }

  /// The next one, or null when there is none for now.
  synchronized @Nullable Wish next() {
    if (photos.isEmpty() && aged.isEmpty() && !isThrough) {
      load();
    }
    return first(photos.isEmpty() ? aged : photos);
  }

  private static @Nullable Wish first(Map<RemoteUserId, Wish> wishes) {
    var first = wishes.keySet().stream().findFirst().orElse(null);
    return first == null ? null : wishes.remove(first);
  }

  private void load() {
    var piece = table.unread(login, oldest, last, PIECE);
    piece.forEach(contact -> aged.put(contact, Wish.byAge(contact)));
    isThrough = piece.size() < PIECE;
    last = isThrough ? last : piece.getLast();
  }
}
