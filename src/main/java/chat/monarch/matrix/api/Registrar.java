package chat.monarch.matrix.api;

import static chat.monarch.matrix.api.Request.CLIENT;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.domain.id.MatrixUserId;

/// Registers users of ours, each with the device by which the homeserver remembers for a day what
/// was sent, even over its restart.
final class Registrar {
  private final HomeserverApi api;

  Registrar(HomeserverApi api) {
    this.api = api;
  }

  /// Whether the homeserver refused because it does not know the user or his device.
  static boolean isUnknown(HomeserverException.Refused refused) {
    return refused.code().endsWith("M_UNKNOWN_DEVICE")
        || (refused.code().equals("M_FORBIDDEN")
            && String.valueOf(refused.getMessage()).contains("has not registered this user"));
  }

  void ensureRegistered(MatrixUserId user) {
    try {
      api.call(registration(user));
    } catch (HomeserverException.Refused refused) {
      if (!refused.code().equals("M_USER_IN_USE")) {
        throw refused;
      }
    }
    ensureDevice(user);
  }

  static Request registration(MatrixUserId user) {
    var localpart = user.value().substring(1, user.value().indexOf(':'));
    return Request.post(Bodies.Register.of(localpart), CLIENT, "register");
  }

  void ensureDevice(MatrixUserId user) {
    api.call(
        Request.put(new Bodies.Device("Monarch"), CLIENT, "devices", UserIntent.DEVICE)
            .with("user_id", user.value()));
  }
}
