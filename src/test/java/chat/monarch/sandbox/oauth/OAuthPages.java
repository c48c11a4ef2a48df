package chat.monarch.sandbox.oauth;

import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.web.WebServer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// All paths of B.12, with their legacy aliases.
public final class OAuthPages {
  private final TokenEndpoint token;
  private final Map<String, WebServer.Handler> handlers = new LinkedHashMap<>();

  /// @param base the sandbox's own address, without a slash at its end
  /// @param happenings is told who agreed to what
  public OAuthPages(
      Personas personas,
      Tokens tokens,
      Switches switches,
      InstantSource clock,
      String base,
      Consumer<String> happenings) {
    var clients = new Clients(personas.clients(), base);
    var authorize = new AuthorizeEndpoint(personas.accounts(), clients, tokens, happenings);
    token = new TokenEndpoint(clients, tokens, switches);
    handlers.put("/oauth20_authorize.srf", authorize::handle);
    handlers.put("/authorize", authorize::handle);
    handlers.put("/oauth20_token.srf", call -> token.handle(call, false));
    handlers.put("/token", call -> token.handle(call, true));
    handlers.put("/oauth20_desktop.srf", DesktopPage::handle);
    handlers.put("/desktop", DesktopPage::handle);
    handlers.put("/oauth20_logout.srf", new LogoutEndpoint(clients)::handle);
    handlers.put("/v5.0/me", new ProfileEndpoint(personas.accounts(), tokens, clock)::handle);
  }

  public Map<String, WebServer.Handler> handlers() {
    return handlers;
  }

  /// The next so many token requests are answered like that, whatever they are.
  public void failNextTokenRequests(TokenEndpoint.Answer answer, int times) {
    token.answerNext(answer, times);
  }
}
