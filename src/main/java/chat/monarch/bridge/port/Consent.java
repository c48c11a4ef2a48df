package chat.monarch.bridge.port;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The service's OAuth 2.0 (B.12). No method puts a secret into an exception or a log.
public interface Consent {
  /// Whether a client id is configured; without it only bare tokens work.
  boolean isOffered();

  /// Where the user's browser asks for consent (OA-1).
  ///
  /// @param state comes back with the answer (OA-4)
  URI authorizeUrl(String state);

  /// Changes a code for tokens (OA-5). Blocks.
  Tokens redeem(String code) throws TokensException;

  /// Fresh tokens (OA-7): the refresh token is the old one where none came. Blocks.
  Tokens refresh(Tokens tokens) throws TokensException;

  /// Reads what the service's redirect says, be it called by a browser or pasted by a person: a
  /// whole URL with query or fragment, or a bare code (OA-2 … OA-4).
  ConsentAnswer read(String redirect);

  /// Where the user withdraws his consent, if configured (OA-11).
  Optional<URI> withdrawUrl();

  /// How long before its end an access token is to be renewed (OA-8).
  Duration refreshMargin();

  /// Whether a pasted redirect is taken although it bears no `state` (OA-4).
  boolean allowsStateless();
}
