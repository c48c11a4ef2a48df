package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Consent;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The links that open the sign-in page.
@ApplicationScoped
class SignInLinks {
  private final Consent consent;
  private final Tickets tickets;
  private final SignInConfig config;

  SignInLinks(Consent consent, Tickets tickets, SignInConfig config) {
    this.consent = consent;
    this.tickets = tickets;
    this.config = config;
  }

  /// A fresh link for the user's browser, or empty where signing in by browser is not offered.
  ///
  /// @param relogin the login that is to be signed in again, or null for any account
  Optional<URI> draw(MatrixUserId user, @Nullable LoginId relogin) {
    if (!consent.isOffered()) {
      return Optional.empty();
    }
    var base = config.publicAddress().toString().replaceAll("/+$", "");
    return Optional.of(URI.create(base + "/login/" + tickets.issue(user, relogin).value()));
  }
}
