package chat.monarch.sandbox;

import chat.monarch.sandbox.journal.StanzaRecord;
import chat.monarch.sandbox.people.Card;
import chat.monarch.sandbox.web.HttpCall;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `POST /control`: what [Sandbox] offers, as JSON, for whoever is on this machine.
///
/// A request is an object whose keys are done in their order; each answer stands under its key. An
/// unknown key, switch, value or account is 400 with a sentence in `error`.
final class Control {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox;
  private final Map<String, Action> actions = new LinkedHashMap<>();

  /// Does what the value of a key says; its answer stands under that key.
  private interface Action {
    Object act(JsonNode value);
  }

  Control(Sandbox sandbox) {
    this.sandbox = sandbox;
    actions.put("set", this::set);
    actions.put("send", this::send);
    actions.put("presence", this::presence);
    actions.put("card", this::card);
    actions.put("drop", value -> sandbox.drop(text(value, "account")));
    actions.put("log", this::log);
    actions.put("state", this::state);
    actions.put("invite", this::invite);
    actions.put("answer", this::answer);
    actions.put("block", this::block);
    actions.put("token", this::token);
    actions.put("revoke", this::revoke);
    actions.put("redirect", value -> sandbox.redirect(text(value, "account")));
    actions.put("end", this::end);
    actions.put("raw", value -> sandbox.sendRaw(text(value, "account"), text(value, "text")));
    actions.put("fault", this::fault);
    actions.put("advance", this::advance);
    actions.put("connections", this::connections);
    actions.put("sessions", value -> array(sandbox.sessions(text(value, "account"))));
  }

  void handle(HttpCall call) throws IOException {
    if (!call.isFromLoopback()) {
      refuse(call, 403, "Only this machine may do that.");
    } else if (!call.is("POST")) {
      refuse(call, 405, "Use POST.");
    } else {
      try {
        call.json(200, act(read(call.body())));
      } catch (IllegalArgumentException e) {
        refuse(call, 400, String.valueOf(e.getMessage()));
      }
    }
  }

  private static void refuse(HttpCall call, int status, String sentence) throws IOException {
    call.json(status, object().put("error", sentence));
  }

  private static JsonNode read(String body) {
    try {
      var json = JSON.readTree(body);
      if (!json.isObject()) {
        throw new IllegalArgumentException("The request must be a JSON object.");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The request is not JSON.", e);
    }
  }

  /// Nothing is done if any of the keys is unknown.
  private ObjectNode act(JsonNode request) {
    for (var entry : request.properties()) {
      if (!actions.containsKey(entry.getKey())) {
        throw new IllegalArgumentException(
            "There is no " + entry.getKey() + "; known are " + String.join(", ", actions.keySet()));
      }
    }
    var answer = object();
    for (var entry : request.properties()) {
      answer.set(entry.getKey(), toJson(actions.get(entry.getKey()).act(entry.getValue())));
    }
    return answer;
  }

  private static JsonNode toJson(Object answer) {
    return switch (answer) {
      case JsonNode node -> node;
      default -> JSON.valueToTree(answer);
    };
  }

  private Object set(JsonNode value) {
    value.properties().forEach(entry -> sandbox.set(entry.getKey(), plain(entry.getValue())));
    return true;
  }

  /// Switches are `on` and `off`; JSON has `true` and `false` for that, and lists.
  private static String plain(JsonNode value) {
    if (value.isBoolean()) {
      return value.asBoolean() ? "on" : "off";
    }
    if (value.isArray()) {
      return value.valueStream().map(JsonNode::asText).reduce((a, b) -> a + "," + b).orElse("");
    }
    return value.asText();
  }

  private Object send(JsonNode value) {
    known(value, "from", "to", "body");
    sandbox.send(text(value, "from"), text(value, "to"), text(value, "body"));
    return true;
  }

  private Object state(JsonNode value) {
    known(value, "from", "to", "state");
    sandbox.sendState(text(value, "from"), text(value, "to"), text(value, "state"));
    return true;
  }

  private Object presence(JsonNode value) {
    known(value, "account", "state", "message");
    sandbox.presence(text(value, "account"), text(value, "state"), optional(value, "message"));
    return true;
  }

  /// The photo in base64; without one the card has none.
  private Object card(JsonNode value) {
    known(value, "account", "name", "photo", "photo_type");
    var photo = optional(value, "photo");
    var named = Card.named(text(value, "name"));
    sandbox.changeCard(
        text(value, "account"),
        photo == null
            ? named
            : named.withPhoto(Base64.getDecoder().decode(photo), optional(value, "photo_type")));
    return true;
  }

  private Object invite(JsonNode value) {
    known(value, "from", "to", "nick", "text");
    sandbox.invite(
        text(value, "from"), text(value, "to"), optional(value, "nick"), optional(value, "text"));
    return true;
  }

  private Object answer(JsonNode value) {
    known(value, "account", "inviter", "accept");
    if (value.path("accept").asBoolean()) {
      sandbox.accept(text(value, "account"), text(value, "inviter"));
    } else {
      sandbox.decline(text(value, "account"), text(value, "inviter"));
    }
    return true;
  }

  private Object block(JsonNode value) {
    known(value, "account", "other");
    sandbox.block(text(value, "account"), text(value, "other"));
    return true;
  }

  /// Tokens without a browser: an answer, never a line of a log.
  private Object token(JsonNode value) {
    known(value, "account");
    var issued = sandbox.issueToken(text(value, "account"));
    return object()
        .put("access_token", issued.accessToken())
        .put("refresh_token", issued.refreshToken());
  }

  private Object revoke(JsonNode value) {
    known(value, "account");
    sandbox.revoke(text(value, "account"));
    return true;
  }

  private Object end(JsonNode value) {
    known(value, "account", "condition", "text");
    return sandbox.endStreams(
        text(value, "account"), text(value, "condition"), optional(value, "text"));
  }

  private Object advance(JsonNode value) {
    known(value, "seconds");
    sandbox.advance(Duration.ofSeconds(value.path("seconds").asLong()));
    return true;
  }

  private Object fault(JsonNode value) {
    known(
        value,
        "sasl",
        "next",
        "error",
        "times",
        "cut_after",
        "cut_after_delivering",
        "truncate_after",
        "twice",
        "redirect_next",
        "frozen");
    var times = value.path("times").asInt(1);
    if (value.has("next")) {
      sandbox.failNext(text(value, "next"), text(value, "error"), times);
    }
    if (value.has("sasl")) {
      sandbox.failNextSasl(text(value, "sasl"), times);
    }
    if (value.has("cut_after")) {
      sandbox.cutConnectionAfter(value.get("cut_after").asInt());
    }
    if (value.has("cut_after_delivering")) {
      sandbox.cutConnectionAfterDelivering(value.get("cut_after_delivering").asInt());
    }
    if (value.has("truncate_after")) {
      sandbox.truncateDelivery(value.get("truncate_after").asInt());
    }
    if (value.has("twice")) {
      sandbox.deliverTwice(text(value, "twice"), times);
    }
    if (value.has("redirect_next")) {
      sandbox.redirectNext(value.get("redirect_next").asInt());
    }
    if (value.has("frozen")) {
      freeze(value.get("frozen").asBoolean());
    }
    return true;
  }

  private void freeze(boolean frozen) {
    if (frozen) {
      sandbox.freeze();
    } else {
      sandbox.thaw();
    }
  }

  /// What the account's clients sent; with `direction` `delivered` or `both` also what they got.
  private Object log(JsonNode value) {
    known(value, "account", "direction", "after");
    var direction = value.path("direction").asText("sent");
    if (!List.of("sent", "delivered", "both").contains(direction)) {
      throw new IllegalArgumentException("The direction must be sent, delivered or both.");
    }
    var after = value.path("after").asLong();
    var entries = JsonNodeFactory.instance.arrayNode();
    sandbox.log(text(value, "account")).stream()
        .filter(record -> record.sequence() > after)
        .filter(record -> direction.equals("both") || record.isSent() == direction.equals("sent"))
        .forEach(record -> entries.add(toJson(record)));
    return entries;
  }

  private static ObjectNode toJson(StanzaRecord record) {
    var json =
        object()
            .put("sequence", record.sequence())
            .put("at", record.at().toString())
            .put("direction", record.isSent() ? "sent" : "delivered")
            .put("connection", record.connection())
            .put("stanza", record.stanza().toXml());
    return record.body().isEmpty() ? json : json.put("body", record.body());
  }

  private Object connections(JsonNode value) {
    known(value);
    var entries = JsonNodeFactory.instance.arrayNode();
    for (var record : sandbox.connections()) {
      entries.add(
          object()
              .put("number", record.number())
              .put("listener", record.listener())
              .put("opened", record.opened().toString())
              .put("sni", record.sni())
              .put("tls", record.tls())
              .put("jid", record.jid())
              .put("end", record.end())
              .set("to", array(record.streamTo())));
    }
    return entries;
  }

  private static ArrayNode array(List<String> texts) {
    var array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void known(JsonNode value, String... keys) {
    for (var entry : value.properties()) {
      if (!List.of(keys).contains(entry.getKey())) {
        throw new IllegalArgumentException(
            "There is no " + entry.getKey() + " here; known are " + String.join(", ", keys));
      }
    }
  }

  private static String text(JsonNode value, String key) {
    if (!value.path(key).isTextual()) {
      throw new IllegalArgumentException("The " + key + " is missing, or is no text.");
    }
    return value.get(key).asText();
  }

  private static @Nullable String optional(JsonNode value, String key) {
    return value.hasNonNull(key) ? value.get(key).asText() : null;
  }
}
