package chat.monarch.store;

import chat.monarch.domain.id.MatrixUserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/// The tickets for signing in.
@ApplicationScoped
@Transactional
public class SignInTable {
  /// Keeps a new ticket.
  public void add(SignInTicket ticket) {
    MatrixUserEntity.ensure(ticket.user().value());
    SignInEntity.of(ticket).persist();
  }

  /// The ticket of that hash, be it still good or not.
  public Optional<SignInTicket> find(byte[] ticket) {
    return one("ticket = ?1", ticket);
  }

  /// The ticket whose request for consent bore a `state` of that hash.
  public Optional<SignInTicket> findByState(byte[] state) {
    return one("state = ?1", state);
  }

  /// The latest ticket of a user that is still good.
  public Optional<SignInTicket> openOf(MatrixUserId user, Instant now) {
    return one(
        "matrixUser = ?1 and usedAt is null and expiresAt > ?2 order by expiresAt desc",
        user.value(),
        now);
  }

  /// Remembers the browser that pressed the button.
  public void setCookie(byte[] ticket, byte[] cookie) {
    SignInEntity.update("cookie = ?1 where ticket = ?2", cookie, ticket);
  }

  /// Uses the ticket up.
  ///
  /// @return whether it was good until now: of several who try, one succeeds
  public boolean use(byte[] ticket, Instant now) {
    return SignInEntity.update(
            "usedAt = ?1 where ticket = ?2 and usedAt is null and expiresAt > ?1", now, ticket)
        == 1;
  }

  /// Uses up every ticket of a user, as he called off what he began.
  ///
  /// @return how many were still good
  public int cancelAll(MatrixUserId user, Instant now) {
    return SignInEntity.update(
        "usedAt = ?1, cancelled = true"
            + " where matrixUser = ?2 and usedAt is null and expiresAt > ?1",
        now,
        user.value());
  }

  /// Deletes tickets that ended before then.
  public void deleteExpired(Instant before) {
    SignInEntity.delete("expiresAt < ?1", before);
  }

  private static Optional<SignInTicket> one(String query, Object... parameters) {
    return SignInEntity.<SignInEntity>find(query, parameters)
        .firstResultOptional()
        .map(SignInEntity::toTicket);
  }
}
