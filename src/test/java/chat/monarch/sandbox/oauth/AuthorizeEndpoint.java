package chat.monarch.sandbox.oauth;

import chat.monarch.sandbox.people.OAuthClient;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.web.HttpCall;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The consent page (OA-1 to OA-4).
final class AuthorizeEndpoint {
  private final List<Persona> people;
  private final Clients clients;
  private final Tokens tokens;
  private final Consumer<String> happenings;

  AuthorizeEndpoint(
      List<Persona> people, Clients clients, Tokens tokens, Consumer<String> happenings) {
    this.people = List.copyOf(people);
    this.clients = clients;
    this.tokens = tokens;
    this.happenings = happenings;
  }

  /// A request that may be answered by a redirect.
  ///
  /// @param implicit whether the token itself is wanted
  record Wish(
      OAuthClient client,
      String redirect,
      boolean implicit,
      Set<String> scopes,
      @Nullable String state) {}

  void handle(HttpCall call) throws IOException {
    var query = call.query();
    var client = clients.find(query.get("client_id")).orElse(null);
    var redirect = query.get("redirect_uri");
    if (client == null || redirect == null || !clients.mayRedirect(client, redirect)) {
      call.html(400, ConsentPage.bad("This application or its redirect address is not known."));
      return;
    }
    var type = query.getOrDefault("response_type", "");
    var scopes = Scopes.parse(query.getOrDefault("scope", ""));
    var wish = new Wish(client, redirect, type.equals("token"), scopes, query.get("state"));
    if (!type.equals("code") && !type.equals("token")) {
      refuse(call, wish, "unsupported_response_type", "The response_type must be code or token.");
    } else if (!Scopes.areKnown(scopes)) {
      refuse(call, wish, "invalid_scope", "The scope is missing or not known.");
    } else if (call.is("POST")) {
      decide(call, wish);
    } else {
      call.html(200, ConsentPage.of(wish, people));
    }
  }

  private void decide(HttpCall call, Wish wish) throws IOException {
    var form = call.form();
    var person =
        people.stream().filter(p -> p.cid().equals(form.get("account"))).findFirst().orElse(null);
    var decision = form.getOrDefault("decision", "");
    if (decision.equals("deny")) {
      happenings.accept("access was denied to " + wish.client().id());
      refuse(call, wish, "access_denied", "The user has denied access to the scope requested.");
    } else if (person == null || !decision.equals("allow")) {
      call.html(400, ConsentPage.bad("Choose an account, and whether you agree."));
    } else {
      happenings.accept(person.email() + " agreed to " + wish.client().id());
      agree(call, wish, person.cid());
    }
  }

  private void agree(HttpCall call, Wish wish, String cid) throws IOException {
    var answer = new LinkedHashMap<String, String>();
    if (wish.implicit()) {
      var issued = tokens.issue(cid, wish.client().id(), wish.scopes());
      answer.put("access_token", issued.accessToken());
      answer.put("token_type", "bearer");
      answer.put("expires_in", Long.toString(tokens.lifetime().toSeconds()));
      answer.put("scope", Scopes.write(wish.scopes()));
      answer.put("authentication_token", AuthenticationToken.create(cid));
    } else {
      answer.put("code", tokens.issueCode(cid, wish.client().id(), wish.scopes(), wish.redirect()));
    }
    if (wish.state() != null) {
      answer.put("state", wish.state());
    }
    if (!wish.implicit()) {
      answer.put("lc", "1033");
    }
    send(call, wish, answer);
  }

  private static void refuse(HttpCall call, Wish wish, String error, String description)
      throws IOException {
    var answer = new LinkedHashMap<String, String>();
    answer.put("error", error);
    answer.put("error_description", description);
    if (wish.state() != null) {
      answer.put("state", wish.state());
    }
    send(call, wish, answer);
  }

  /// OA-3: in the fragment for the implicit flow.
  private static void send(HttpCall call, Wish wish, Map<String, String> answer)
      throws IOException {
    var redirect = wish.redirect();
    var separator = wish.implicit() ? '#' : redirect.contains("?") ? '&' : '?';
    var out = new StringBuilder(redirect);
    var between = separator;
    for (var entry : answer.entrySet()) {
      out.append(between).append(entry.getKey()).append('=').append(encode(entry.getValue()));
      between = '&';
    }
    call.redirect(out.toString());
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
