package chat.monarch.store;

import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
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

  /// Remembers since when messages may be lost.
  public void keepDoubt(LoginId login, Instant since) {
    change(login, entity -> entity.doubtSince = since);
  }

  /// Remembers that what was lost, or came while the account was away, was looked after.
  ///
  /// @param since when the present stream began
  public void settleDoubt(LoginId login, Instant since) {
    change(
        login,
        entity -> {
          entity.doubtSince = since;
          entity.awaySince = null;
        });
  }

  /// Takes leases: who opens a login's connection says so first, and the fence grows.
  public void lease(Collection<LoginId> logins, String holder, Instant until) {
    update(
        "update login set lease_owner = ?, lease_until = ?, lease_fence = lease_fence + 1"
            + " where id = any (?)",
        (on, statement) -> {
          statement.setString(1, holder);
          statement.setTimestamp(2, Timestamp.from(until));
          statement.setArray(3, ids(on, logins.stream()));
        });
  }

  /// Renews, by one statement, those leases that are still the holder's.
  public void renewLeases(List<HeldLogin> logins, String holder, Instant until) {
    update(
        "update login set lease_until = ?, doubt_since = held.since"
            + " from unnest(?, ?) as held (id, since)"
            + " where login.id = held.id and lease_owner = ?",
        (on, statement) -> {
          statement.setTimestamp(1, Timestamp.from(until));
          statement.setArray(2, ids(on, logins.stream().map(HeldLogin::login)));
          statement.setArray(3, doubts(on, logins));
          statement.setString(4, holder);
        });
  }

  /// Gives up, by one statement, those leases that are still the holder's.
  public void endLeases(List<HeldLogin> logins, String holder) {
    update(
        "update login set lease_owner = null, lease_until = null, doubt_since = held.since,"
            + " away_since = coalesce(away_since, now())"
            + " from unnest(?, ?) as held (id, since)"
            + " where login.id = held.id and lease_owner = ?",
        (on, statement) -> {
          statement.setArray(1, ids(on, logins.stream().map(HeldLogin::login)));
          statement.setArray(2, doubts(on, logins));
          statement.setString(3, holder);
        });
  }

  /// Puts values into a statement.
  @FunctionalInterface
  private interface Values {
    void into(Connection on, PreparedStatement statement) throws SQLException;
  }

  private static void update(String sql, Values values) {
    Panache.getEntityManager()
        .unwrap(Session.class)
        .doWork(on -> Sql.update(on, sql, statement -> values.into(on, statement)));
  }

  private static Array ids(Connection on, Stream<LoginId> logins) throws SQLException {
    return on.createArrayOf("text", logins.map(LoginId::value).toArray());
  }

  private static Array doubts(Connection on, List<HeldLogin> logins) throws SQLException {
    var since =
        logins.stream()
            .map(HeldLogin::doubtSince)
            .map(instant -> instant == null ? null : instant.toString())
            .toArray();
    return on.createArrayOf("timestamptz", since);
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
