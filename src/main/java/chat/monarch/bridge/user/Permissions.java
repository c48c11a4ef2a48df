package chat.monarch.bridge.user;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.domain.id.MatrixUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Who may do what.
@ApplicationScoped
public class Permissions {
  private static final String EVERYBODY = "*";

  private final Map<String, Permission> entries;
  private final Homeserver homeserver;

  Permissions(BridgeConfig config, Homeserver homeserver) {
    this.entries = config.permissions();
    this.homeserver = homeserver;
  }

  /// What the user may do: the most exact entry counts.
  public Permission of(MatrixUserId user) {
    return Stream.of(user.value(), user.domain(), EVERYBODY)
        .map(entries::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> without(user));
  }

  private Permission without(MatrixUserId user) {
    return user.domain().equals(homeserver.domain()) ? Permission.USER : Permission.BLOCK;
  }

  /// Whether the user may use the bridge at all.
  public boolean mayUse(MatrixUserId user) {
    return of(user) != Permission.BLOCK;
  }

  /// Whether the user looks after the bridge.
  public boolean isAdmin(MatrixUserId user) {
    return of(user) == Permission.ADMIN;
  }
}
