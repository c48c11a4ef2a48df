package chat.monarch.sandbox.oauth;

import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.web.HttpCall;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The profile, `/v5.0/me` (OA-10).
final class ProfileEndpoint {
  private final Map<String, Persona> people = new HashMap<>();
  private final Tokens tokens;
  private final InstantSource clock;

  ProfileEndpoint(List<Persona> people, Tokens tokens, InstantSource clock) {
    people.forEach(person -> this.people.put(person.cid(), person));
    this.tokens = tokens;
    this.clock = clock;
  }

  void handle(HttpCall call) throws IOException {
    var grant = tokens.find(token(call)).orElse(null);
    if (!call.is("GET")) {
      refuse(call, 403, "request_method_invalid", "Only GET is supported.");
    } else if (grant == null) {
      refuse(call, 401, "request_token_invalid", "The access token is missing or not valid.");
    } else if (grant.isExpired(clock.instant())) {
      refuse(call, 401, "request_token_expired", "The provided access token has expired.");
    } else if (!grant.scopes().contains("wl.basic") && !grant.scopes().contains("wl.signin")) {
      refuse(call, 403, "request_token_unauthorized", "The scope does not allow that.");
    } else {
      call.json(200, profile(people.get(grant.cid()), grant));
    }
  }

  private static String token(HttpCall call) {
    return call.header("Authorization")
        .filter(header -> header.startsWith("Bearer "))
        .map(header -> header.substring("Bearer ".length()))
        .orElseGet(() -> call.query().getOrDefault("access_token", ""));
  }

  private static void refuse(HttpCall call, int status, String code, String message)
      throws IOException {
    var json = JsonNodeFactory.instance.objectNode();
    json.putObject("error").put("code", code).put("message", message);
    call.json(status, json);
  }

  private ObjectNode profile(Persona person, Grant grant) {
    var card = person.card();
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", person.cid());
    json.put("name", card == null ? null : card.fullName());
    json.put("first_name", card == null ? null : card.given());
    json.put("last_name", card == null ? null : card.family());
    json.put("link", "https://profile.live.com/cid-" + person.cid() + "/");
    json.putNull("gender");
    if (grant.scopes().contains("wl.emails")) {
      json.putObject("emails")
          .put("preferred", person.email())
          .put("account", person.email())
          .putNull("personal")
          .putNull("business");
    }
    return json.put("locale", "en_US").put("updated_time", "2012-05-28T10:30:55+0000");
  }
}
