package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Consent;
import chat.monarch.bridge.port.TokenSource;
import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import io.quarkus.logging.Log;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The tokens of one login. Renews them one at a time, and stores what came before anybody uses it
/// (OA-7): a token that was rotated and lost would cost the user a new sign-in.
///
/// While they cannot be stored they are kept here and nobody gets them. Where the process is killed
/// between the answer and the store, the next one renews with the old refresh token once more; for
/// how long that is good after a rotation is the service's choice (a minute, by OA-7).
final class TokenKeeper implements TokenSource {
  private static final String NONE = "nobody is signed in any more";
  private static final String ENDED = "the access token has ended, and there is none to renew it";

  private final Consent consent;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private TokenPlace place;

  /// What the service gave us and could not be stored yet: the stored ones are used up.
  private @Nullable Tokens unstored;

  TokenKeeper(TokenPlace place, Consent consent, Clock clock) {
    this.place = place;
    this.consent = consent;
    this.clock = clock;
  }

  @Override
  public Secret current() throws TokensException {
    lock.lock();
    try {
      var tokens = load();
      return isAboutToEnd(tokens) ? renew(tokens) : tokens.access();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Secret renewed(Secret refused) throws TokensException {
    lock.lock();
    try {
      var tokens = load();
      return tokens.access().equals(refused) ? renew(tokens) : tokens.access();
    } finally {
      lock.unlock();
    }
  }

  /// From now on the tokens are kept there.
  ///
  /// @param link puts the present tokens there
  void moveTo(TokenPlace next, Consumer<Tokens> link) {
    lock.lock();
    try {
      Optional.ofNullable(unstored).or(place::load).ifPresent(link);
      place = next;
      unstored = null;
    } finally {
      lock.unlock();
    }
  }

  private Tokens load() throws TokensException {
    storeUnstored();
    return place.load().orElseThrow(() -> new TokensException.Withdrawn(NONE));
  }

  private void storeUnstored() throws TokensException {
    if (unstored == null) {
      return;
    }
    try {
      place.store(unstored);
      unstored = null;
    } catch (RuntimeException failure) {
      Log.warnf("Renewed tokens are not stored yet: %s", failure.getMessage());
      throw new TokensException.Unavailable("the bridge's database cannot be used now");
    }
  }

  /// A token that cannot be renewed is tried as long as the service takes it.
  private boolean isAboutToEnd(Tokens tokens) {
    var end = tokens.expires().minus(consent.refreshMargin());
    return tokens.refresh() != null && !clock.instant().isBefore(end);
  }

  private Secret renew(Tokens tokens) throws TokensException {
    try {
      if (tokens.refresh() == null) {
        throw new TokensException.Withdrawn(ENDED);
      }
      var fresh = consent.refresh(tokens);
      unstored = fresh;
      storeUnstored();
      return fresh.access();
    } catch (TokensException.Withdrawn withdrawn) {
      erase(tokens);
      throw withdrawn;
    }
  }

  /// Erases them, unless a new sign-in has put others in their place meanwhile.
  private void erase(Tokens refused) {
    if (place.load().filter(refused::equals).isPresent()) {
      place.erase();
    }
  }
}
