package chat.monarch.bridge.presence;

import chat.monarch.bridge.ghost.PresenceConfig;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.store.ChosenStatus;
import chat.monarch.store.MatrixUserTable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What contacts see of the users. What a user chose himself holds until he chooses `online`; then
/// the policy of `monarch.presence.to-messenger` does.
@ApplicationScoped
public class OwnPresences {
  private static final int MOST = 20_000;

  private final Logins logins;
  private final MatrixUserTable users;
  private final PresenceConfig config;
  private final Cache<MatrixUserId, Optional<Presence>> chosen =
      Caffeine.newBuilder().maximumSize(MOST).build();
  private final Cache<MatrixUserId, Presence> inMatrix =
      Caffeine.newBuilder().maximumSize(MOST).build();

  public OwnPresences(Logins logins, MatrixUserTable users, PresenceConfig config) {
    this.logins = logins;
    this.users = users;
    this.config = config;
  }

  /// The login's stream begins: it is to say how its owner is.
  public void online(LoginId login) {
    logins
        .owner(login)
        .ifPresent(user -> logins.session(login).ifPresent(session -> session.show(of(user))));
  }

  /// The user chose what his contacts see. It holds across restarts. Blocks.
  public void choose(MatrixUserId user, Presence presence) {
    var kept = presence.equals(Presence.ONLINE) ? null : presence;
    users.setStatus(
        user, kept == null ? null : new ChosenStatus(kept.availability().name(), kept.text()));
    chosen.put(user, Optional.ofNullable(kept));
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

  /// Whether anything is known of how the user is in Matrix.
  boolean knows(MatrixUserId user) {
    return inMatrix.getIfPresent(user) != null;
  }

  private void show(MatrixUserId user) {
    var now = of(user);
    logins
        .loginsOf(user)
        .forEach(login -> logins.session(login.id()).ifPresent(session -> session.show(now)));
  }

  /// What the user's contacts see, by accounts that are connected. Blocks.
  public Presence of(MatrixUserId user) {
    var own = chosen.get(user, this::stored);
    return combined(own.orElse(null), inMatrix.getIfPresent(user));
  }

  private Optional<Presence> stored(MatrixUserId user) {
    return users
        .status(user)
        .map(row -> new Presence(Availability.valueOf(row.availability()), row.text()));
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
