package chat.monarch.messenger.session;

import chat.monarch.bridge.port.TokenSource;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Tokens for a test: each renewal takes the next one, and there may be none left.
final class Keyring implements TokenSource {
  private final Deque<String> tokens;
  private final AtomicInteger renewals = new AtomicInteger();

  Keyring(String... tokens) {
    this.tokens = new ArrayDeque<>(List.of(tokens));
  }

  int renewals() {
    return renewals.get();
  }

  @Override
  public synchronized Secret current() throws TokensException {
    return new Secret(tokens.element());
  }

  @Override
  public synchronized Secret renewed(Secret refused) throws TokensException {
    renewals.incrementAndGet();
    if (tokens.size() == 1) {
      throw new TokensException.Withdrawn("nothing to renew with");
    }
    tokens.remove();
    return current();
  }
}
