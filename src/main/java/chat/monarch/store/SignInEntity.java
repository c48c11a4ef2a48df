package chat.monarch.store;

import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "sign_in")
@SuppressWarnings("NullAway.Init")
class SignInEntity extends PanacheEntityBase {
  @Id public byte[] ticket;

  public byte[] state;

  public byte @Nullable [] cookie;

  @Column(name = "matrix_user")
  public String matrixUser;

  public @Nullable String login;

  @Column(name = "expires_at")
  public Instant expiresAt;

  @Column(name = "used_at")
  public @Nullable Instant usedAt;

  public boolean cancelled;

  static SignInEntity of(SignInTicket ticket) {
    var entity = new SignInEntity();
    entity.ticket = ticket.ticket();
    entity.state = ticket.state();
    entity.matrixUser = ticket.user().value();
    entity.login = ticket.relogin() == null ? null : ticket.relogin().value();
    entity.expiresAt = ticket.expires();
    return entity;
  }

  SignInTicket toTicket() {
    return new SignInTicket(
        ticket,
        state,
        cookie,
        new MatrixUserId(matrixUser),
        login == null ? null : new LoginId(login),
        expiresAt,
        usedAt != null,
        cancelled);
  }
}
