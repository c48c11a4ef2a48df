package chat.monarch.sandbox.oauth;

import chat.monarch.sandbox.people.OAuthClient;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.web.HttpCall;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

/// Codes and refresh tokens to access tokens (OA-5 to OA-9).
public final class TokenEndpoint {
  private final Clients clients;
  private final Tokens tokens;
  private final Switches switches;
  private final Queue<Answer> armed = new ArrayDeque<>();

  TokenEndpoint(Clients clients, Tokens tokens, Switches switches) {
    this.clients = clients;
    this.tokens = tokens;
    this.switches = switches;
  }

  /// An answer that a test wants.
  public record Answer(int status, String contentType, String body) {}

  /// A request is refused with 400 and an error of RFC 6749.
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final String error;

    Refusal(String error, String description) {
      super(description, null, false, false);
      this.error = error;
    }
  }

  synchronized void answerNext(Answer answer, int times) {
    for (var i = 0; i < times; i++) {
      armed.add(answer);
    }
  }

  private synchronized boolean answered(HttpCall call) throws IOException {
    var answer = armed.poll();
    if (answer != null) {
      call.answer(answer.status(), answer.contentType(), answer.body());
    }
    return answer != null;
  }

  void handle(HttpCall call, boolean legacy) throws IOException {
    if (answered(call)) {
      return;
    }
    if (call.is("POST") && legacy && !switches.isOn(Switch.OAUTH_LEGACY_POST)) {
      call.html(503, "<h1>Service unavailable</h1>");
    } else if (call.is("POST") || (call.is("GET") && switches.isOn(Switch.OAUTH_TOKEN_GET))) {
      answer(call);
    } else {
      call.html(405, "<h1>Method not allowed</h1>");
    }
  }

  private void answer(HttpCall call) throws IOException {
    try {
      call.json(200, toJson(grant(parameters(call))));
    } catch (Refusal refusal) {
      var json = JsonNodeFactory.instance.objectNode();
      json.put("error", refusal.error).put("error_description", refusal.getMessage());
      call.json(400, json);
    }
  }

  private static Map<String, String> parameters(HttpCall call) throws IOException, Refusal {
    if (call.is("GET")) {
      return call.query();
    }
    var type = call.header("Content-Type").orElse("");
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      throw new Refusal("invalid_request", "The content type of the request is not a form.");
    }
    return call.form();
  }

  private Tokens.Issued grant(Map<String, String> asked) throws Refusal {
    var client = client(asked);
    var redirect = asked.get("redirect_uri");
    if (!clients.mayRedirect(client, redirect)) {
      throw new Refusal("invalid_request", "The 'redirect_uri' is missing or not registered.");
    }
    return switch (asked.getOrDefault("grant_type", "")) {
      case "authorization_code" -> byCode(client, asked);
      case "refresh_token" -> byRefreshToken(client, asked);
      case "" -> throw new Refusal("invalid_request", "The 'grant_type' is missing.");
      default -> throw new Refusal("unsupported_grant_type", "The 'grant_type' is not supported.");
    };
  }

  private OAuthClient client(Map<String, String> asked) throws Refusal {
    return clients
        .find(asked.get("client_id"))
        .filter(client -> client.secret().equals(asked.getOrDefault("client_secret", "")))
        .orElseThrow(() -> new Refusal("invalid_client", "The client or its secret is not known."));
  }

  private Tokens.Issued byCode(OAuthClient client, Map<String, String> asked) throws Refusal {
    var code =
        tokens
            .takeCode(asked.getOrDefault("code", ""))
            .filter(found -> found.grant().client().equals(client.id()))
            .filter(found -> Objects.equals(found.redirect(), asked.get("redirect_uri")))
            .orElseThrow(() -> invalid("code"));
    return tokens.issue(code.grant().cid(), client.id(), code.grant().scopes());
  }

  private Tokens.Issued byRefreshToken(OAuthClient client, Map<String, String> asked)
      throws Refusal {
    var token = asked.getOrDefault("refresh_token", "");
    var grant =
        tokens.useRefreshToken(token, client.id()).orElseThrow(() -> invalid("refresh_token"));
    var scopes = asked.containsKey("scope") ? Scopes.parse(asked.get("scope")) : grant.scopes();
    if (!grant.scopes().containsAll(scopes)) {
      throw new Refusal("invalid_scope", "More scopes are wanted than were granted.");
    }
    return tokens.renew(token, grant, scopes);
  }

  private static Refusal invalid(String parameter) {
    return new Refusal(
        "invalid_grant",
        "The provided value for the input parameter '" + parameter + "' is not valid.");
  }

  private ObjectNode toJson(Tokens.Issued issued) {
    var json = JsonNodeFactory.instance.objectNode().put("token_type", "bearer");
    var seconds = tokens.lifetime().toSeconds();
    switch (switches.get(Switch.OAUTH_EXPIRES_IN)) {
      case "number" -> json.put("expires_in", seconds);
      case "string" -> json.put("expires_in", Long.toString(seconds));
      default -> {}
    }
    json.put("scope", Scopes.write(issued.grant().scopes()));
    json.put("access_token", issued.accessToken());
    if (issued.refreshToken() != null && switches.isOn(Switch.OAUTH_REFRESH_TOKEN)) {
      json.put("refresh_token", issued.refreshToken());
    }
    return json.put("authentication_token", AuthenticationToken.create(issued.grant().cid()))
        .put("user_id", "sandbox-user");
  }
}
