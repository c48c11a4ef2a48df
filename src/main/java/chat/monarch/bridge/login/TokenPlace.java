package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Tokens;
import chat.monarch.domain.id.LoginId;
import chat.monarch.store.LoginTable;
import chat.monarch.store.StoredLogin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where tokens are kept.
sealed interface TokenPlace {
  /// The tokens, or empty when they were erased.
  Optional<Tokens> load();

  void store(Tokens tokens);

  void erase();

  /// In the process, until it is known whose tokens they are.
  final class Memory implements TokenPlace {
    private volatile @Nullable Tokens tokens;

    Memory(Tokens tokens) {
      this.tokens = tokens;
    }

    @Override
    public Optional<Tokens> load() {
      return Optional.ofNullable(tokens);
    }

    @Override
    public void store(Tokens fresh) {
      tokens = fresh;
    }

    @Override
    public void erase() {
      tokens = null;
    }
  }

  /// Encrypted, in the login's row.
  record Row(LoginId login, LoginTable table, TokenCipher cipher) implements TokenPlace {
    @Override
    public Optional<Tokens> load() {
      return table.find(login).map(StoredLogin::tokens).map(row -> cipher.open(login, row));
    }

    @Override
    public void store(Tokens tokens) {
      table.keepTokens(login, cipher.seal(login, tokens));
    }

    @Override
    public void erase() {
      table.forgetTokens(login);
    }
  }
}
