package chat.monarch.store;

import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The linked accounts.
@ApplicationScoped
@Transactional
public class LoginTable {
  /// The login, linked or signed out.
  public Optional<StoredLogin> find(LoginId login) {
    return entity(login).map(LoginEntity::toLogin);
  }

  /// A user's logins, the oldest first.
  public List<StoredLogin> of(MatrixUserId owner) {
    return list(LoginEntity.stream("matrixUser = ?1 order by id", owner.value()));
  }

  /// Every login.
  public List<StoredLogin> all() {
    return list(LoginEntity.stream("order by id"));
  }

  /// Links an account, or links it again in place, with fresh tokens.
  public void link(LoginId login, MatrixUserId owner, SealedTokens tokens) {
    MatrixUserEntity.ensure(owner.value());
    var entity = entity(login).orElseGet(() -> fresh(login));
    entity.matrixUser = owner.value();
    entity.state = LoginState.CONNECTED;
    entity.stateReason = null;
    entity.keep(tokens);
    entity.persist();
  }

  /// Keeps renewed tokens.
  public void keepTokens(LoginId login, SealedTokens tokens) {
    change(login, entity -> entity.keep(tokens));
  }

  /// Erases the tokens.
  public void forgetTokens(LoginId login) {
    change(login, entity -> entity.keep(null));
  }

  /// Remembers how the login is.
  public void setState(LoginId login, LoginState state, @Nullable String reason) {
    change(
        login,
        entity -> {
          entity.state = state;
          entity.stateReason = reason;
        });
  }

  /// Remembers what the account calls itself.
  public void rename(LoginId login, String name) {
    change(login, entity -> entity.name = name);
  }

  /// Takes the lease: who opens the login's connection says so first, and the fence grows.
  public void lease(LoginId login, String holder, Instant until) {
    change(
        login,
        entity -> {
          entity.leaseOwner = holder;
          entity.leaseUntil = until;
          entity.leaseFence++;
        });
  }

  private static void change(LoginId login, Consumer<LoginEntity> change) {
    entity(login).ifPresent(change);
  }

  private static Optional<LoginEntity> entity(LoginId login) {
    return LoginEntity.findByIdOptional(login.value());
  }

  private static LoginEntity fresh(LoginId login) {
    var entity = new LoginEntity();
    entity.id = login.value();
    return entity;
  }

  private static List<StoredLogin> list(Stream<LoginEntity> entities) {
    try (entities) {
      return entities.map(LoginEntity::toLogin).toList();
    }
  }
}
