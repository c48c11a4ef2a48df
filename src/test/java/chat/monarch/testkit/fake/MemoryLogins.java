package chat.monarch.testkit.fake;

import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.store.HeldLogin;
import chat.monarch.store.LoginTable;
import chat.monarch.store.SealedTokens;
import chat.monarch.store.StoredLogin;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The logins in memory.
public final class MemoryLogins extends LoginTable {
  private final Map<String, StoredLogin> rows = new ConcurrentSkipListMap<>();
  private volatile boolean tokensRefused;

  @Override
  public Optional<StoredLogin> find(LoginId login) {
    return Optional.ofNullable(rows.get(login.value()));
  }

  @Override
  public List<StoredLogin> of(MatrixUserId owner) {
    return rows.values().stream().filter(row -> row.owner().equals(owner)).toList();
  }

  @Override
  public List<StoredLogin> all() {
    return List.copyOf(rows.values());
  }

  @Override
  public void link(LoginId login, MatrixUserId owner, SealedTokens tokens) {
    var name = find(login).map(StoredLogin::name).orElse(null);
    rows.put(
        login.value(),
        new StoredLogin(login, owner, name, tokens, LoginState.CONNECTED, null, null, null));
  }

  /// Renewed tokens cannot be stored, or can be again.
  public void refuseTokens(boolean refused) {
    tokensRefused = refused;
  }

  @Override
  public void keepTokens(LoginId login, SealedTokens tokens) {
    if (tokensRefused) {
      throw new IllegalStateException("the database is away");
    }
    change(login, row -> with(row, row.name(), tokens, row.state(), row.reason()));
  }

  @Override
  public void forgetTokens(LoginId login) {
    change(login, row -> with(row, row.name(), null, row.state(), row.reason()));
  }

  @Override
  public void setState(LoginId login, LoginState state, @Nullable String reason) {
    change(login, row -> with(row, row.name(), row.tokens(), state, reason));
  }

  @Override
  public void rename(LoginId login, String name) {
    change(login, row -> with(row, name, row.tokens(), row.state(), row.reason()));
  }

  @Override
  public void keepDoubt(LoginId login, Instant since) {
    change(login, row -> with(row, since));
  }

  @Override
  public void settleDoubt(LoginId login, Instant since) {
    change(login, row -> with(row, since));
  }

  @Override
  public void lease(Collection<LoginId> logins, String holder, Instant until) {}

  @Override
  public void renewLeases(List<HeldLogin> logins, String holder, Instant until) {
    logins.forEach(held -> change(held.login(), row -> with(row, held.doubtSince())));
  }

  @Override
  public void endLeases(List<HeldLogin> logins, String holder) {
    logins.forEach(held -> change(held.login(), row -> with(row, held.doubtSince())));
  }

  private void change(LoginId login, UnaryOperator<StoredLogin> change) {
    rows.computeIfPresent(login.value(), (_, row) -> change.apply(row));
  }

  private static StoredLogin with(
      StoredLogin row,
      @Nullable String name,
      @Nullable SealedTokens tokens,
      LoginState state,
      @Nullable String reason) {
    return new StoredLogin(
        row.id(), row.owner(), name, tokens, state, reason, row.doubtSince(), row.awaySince());
  }

  private static StoredLogin with(StoredLogin row, @Nullable Instant doubtSince) {
    return new StoredLogin(
        row.id(),
        row.owner(),
        row.name(),
        row.tokens(),
        row.state(),
        row.reason(),
        doubtSince,
        row.awaySince());
  }
}
