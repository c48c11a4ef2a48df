package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Consent;
import chat.monarch.bridge.port.TokenSource;
import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The tokens of one login. Renews them one at a time, and stores what came before anybody uses it
/// (OA-7): a token that was rotated and lost would cost the user a new sign-in.
final class TokenKeeper implements TokenSource {
  private static final String NONE = "nobody is signed in any more";
  private static final String ENDED = "the access token has ended, and there is none to renew it";

  private final Consent consent;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private TokenPlace place;

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
      place.load().ifPresent(link);
      place = next;
    } finally {
      lock.unlock();
    }
  }

  private Tokens load() throws TokensException {
    return place.load().orElseThrow(() -> new TokensException.Withdrawn(NONE));
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
      place.store(fresh);
      return fresh.access();
    } catch (TokensException.Withdrawn withdrawn) {
      place.erase();
      throw withdrawn;
    }
  }
}
