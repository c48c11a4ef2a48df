package chat.monarch.sandbox.oauth;

import chat.monarch.sandbox.web.HttpCall;
import java.io.IOException;

/// Leaves the browser's session; no token is revoked (OA-11).
final class LogoutEndpoint {
  private final Clients clients;

  LogoutEndpoint(Clients clients) {
    this.clients = clients;
  }

  void handle(HttpCall call) throws IOException {
    var query = call.query();
    var redirect = query.get("redirect_uri");
    var client = clients.find(query.get("client_id")).orElse(null);
    if (client == null || redirect == null || !clients.mayRedirect(client, redirect)) {
      call.html(400, ConsentPage.bad("This application or its redirect address is not known."));
    } else {
      call.redirect(redirect);
    }
  }
}
