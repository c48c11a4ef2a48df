package chat.monarch.store;

import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "login")
// Who changes one thing must not write back what others changed meanwhile, least of all tokens.
@DynamicUpdate
@SuppressWarnings("NullAway.Init")
class LoginEntity extends PanacheEntityBase {
  @Id public String id;

  @Column(name = "matrix_user")
  public String matrixUser;

  public @Nullable String name;

  public byte @Nullable [] tokens;

  @Column(name = "key_id")
  public @Nullable String keyId;

  @Column(name = "tokens_expire_at")
  public @Nullable Instant tokensExpireAt;

  @Enumerated(EnumType.STRING)
  public LoginState state;

  @Column(name = "state_reason")
  public @Nullable String stateReason;

  @Column(name = "lease_owner")
  public @Nullable String leaseOwner;

  @Column(name = "lease_until")
  public @Nullable Instant leaseUntil;

  @Column(name = "lease_fence")
  public long leaseFence;

  @Column(name = "doubt_since")
  public @Nullable Instant doubtSince;

  @Column(name = "away_since")
  public @Nullable Instant awaySince;

  void keep(@Nullable SealedTokens sealed) {
    tokens = sealed == null ? null : sealed.sealed();
    keyId = sealed == null ? null : sealed.keyId();
    tokensExpireAt = sealed == null ? null : sealed.expires();
  }

  StoredLogin toLogin() {
    return new StoredLogin(
        new LoginId(id),
        new MatrixUserId(matrixUser),
        name,
        sealedTokens(),
        state,
        stateReason,
        doubtSince,
        awaySince);
  }

  private @Nullable SealedTokens sealedTokens() {
    return tokens == null || keyId == null || tokensExpireAt == null
        ? null
        : new SealedTokens(tokens, keyId, tokensExpireAt);
  }
}
