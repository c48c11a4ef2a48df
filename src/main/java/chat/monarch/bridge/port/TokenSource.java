package chat.monarch.bridge.port;

import chat.monarch.domain.Secret;

/// Where a connection takes its access token from. Tokens that were renewed are stored before they
/// are given (OA-7).
public interface TokenSource {
  /// The token to sign in with, renewed first when it is about to expire (OA-8). Blocks.
  Secret current() throws TokensException;

  /// A token in place of the one that the service just refused: renewed once (SASL-5). Blocks.
  Secret renewed(Secret refused) throws TokensException;
}
