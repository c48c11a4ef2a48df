package chat.monarch.bridge.presence;

import chat.monarch.bridge.ghost.PresenceConfig;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What contacts see of the users. What a user chose himself holds until he chooses `online`; then
/// the policy of `monarch.presence.to-messenger` does.
@ApplicationScoped
public class OwnPresences {
  private static final int MOST = 20_000;

  private final Logins logins;
  private final PresenceConfig config;
  private final Cache<MatrixUserId, Presence> chosen =
      Caffeine.newBuilder().maximumSize(MOST).build();
  private final Cache<MatrixUserId, Presence> inMatrix =
      Caffeine.newBuilder().maximumSize(MOST).build();

  public OwnPresences(Logins logins, PresenceConfig config) {
    this.logins = logins;
    this.config = config;
  }

  /// The login's stream begins: it is to say how its owner is.
  public void online(LoginId login) {
    logins
        .owner(login)
        .ifPresent(user -> logins.session(login).ifPresent(session -> session.show(of(user))));
  }

  /// The user chose what his contacts see. Blocks.
  public void choose(MatrixUserId user, Presence presence) {
    chosen.put(user, presence);
    show(user);
  }

  /// The user is so in Matrix. Blocks.
  public void inMatrix(MatrixUserId user, Presence presence) {
    if (config.toMessenger() != PresenceConfig.ToMessenger.MIRROR
        || presence.equals(inMatrix.getIfPresent(user))) {
      return;
    }
    inMatrix.put(user, presence);
    show(user);
  }

  private void show(MatrixUserId user) {
    var now = of(user);
    logins
        .loginsOf(user)
        .forEach(login -> logins.session(login.id()).ifPresent(session -> session.show(now)));
  }

  private Presence of(MatrixUserId user) {
    return combined(chosen.getIfPresent(user), inMatrix.getIfPresent(user));
  }

  /// Who is offline in Matrix is away for his contacts: a session that is offline gets no messages
  /// (MSG-5).
  static Presence combined(@Nullable Presence chosen, @Nullable Presence inMatrix) {
    var own = Objects.requireNonNullElse(chosen, Presence.ONLINE);
    if (own.availability() != Availability.ONLINE || inMatrix == null) {
      return own;
    }
    var text = own.text().isEmpty() ? inMatrix.text() : own.text();
    return new Presence(inMatrix.isOffline() ? Availability.AWAY : inMatrix.availability(), text);
  }
}
