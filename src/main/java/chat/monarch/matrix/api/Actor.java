package chat.monarch.matrix.api;

import chat.monarch.domain.Secret;
import chat.monarch.domain.id.MatrixUserId;

/// In whose name the homeserver is asked.
sealed interface Actor {
  MatrixUserId user();

  /// The request in this name.
  Request asking(Request request);

  /// The bot or a ghost, by the device that each of them has.
  record Ours(MatrixUserId user) implements Actor {
    @Override
    public Request asking(Request request) {
      return request.as(user);
    }
  }

  /// A real user, by the operator's double-puppet registration.
  ///
  /// @param source what marks his events as sent by us
  record Puppet(MatrixUserId user, Secret token, String source) implements Actor {
    @Override
    public Request asking(Request request) {
      return request.asPuppet(user, token);
    }
  }
}
