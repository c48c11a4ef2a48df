package chat.monarch.sandbox.people;

import chat.monarch.sandbox.people.Persona.Contact;
import chat.monarch.sandbox.people.Persona.Invitation;
import chat.monarch.sandbox.people.Persona.Line;
import chat.monarch.sandbox.people.Persona.NativePresence;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the YAML of B.15. Photos are files beside it.
///
/// Beyond the contract's example an account may have `history`, a list of
/// `{with: CID, from_me: BOOLEAN, body: TEXT, at: TIME}` that the archive holds from the start, and
/// its vCard may have `FAMILY` and `GIVEN`.
public final class PersonasFile {
  private final Path folder;

  private PersonasFile(Path folder) {
    this.folder = folder;
  }

  /// @throws IllegalArgumentException with a sentence, if the file is not as it should be
  /// @throws IOException if it or a photo cannot be read
  public static Personas read(Path file) throws IOException {
    try {
      var root = new YAMLMapper().readTree(Files.readString(file));
      var folder = file.toAbsolutePath().getParent();
      return new PersonasFile(folder == null ? Path.of("") : folder).personas(root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is not YAML: " + e.getOriginalMessage(), e);
    }
  }

  private Personas personas(JsonNode root) throws IOException {
    known(root, "accounts", "oauth_clients");
    var accounts = new ArrayList<Persona>();
    for (var account : root.path("accounts")) {
      accounts.add(persona(account));
    }
    var clients = list(root.path("oauth_clients"), PersonasFile::client);
    var usual = Personas.of(accounts);
    return clients.isEmpty() ? usual : new Personas(accounts, clients);
  }

  private Persona persona(JsonNode node) throws IOException {
    known(
        node,
        "cid",
        "email",
        "vcard",
        "keep_history",
        "roster",
        "invitations",
        "blocks",
        "presence",
        "history");
    return new Persona(
        required(node, "cid"),
        required(node, "email"),
        node.has("vcard") ? card(node.get("vcard")) : null,
        node.path("keep_history").asBoolean(),
        list(node.path("roster"), PersonasFile::contact),
        list(node.path("invitations"), PersonasFile::invitation),
        Set.copyOf(list(node.path("blocks"), JsonNode::asText)),
        node.has("presence") ? presence(node.get("presence")) : NativePresence.OFFLINE,
        list(node.path("history"), PersonasFile::line));
  }

  private Card card(JsonNode node) throws IOException {
    known(node, "FN", "NICKNAME", "FAMILY", "GIVEN", "photo", "photo_type");
    var photo = optional(node, "photo");
    var type = optional(node, "photo_type");
    return new Card(
        optional(node, "FN"),
        optional(node, "NICKNAME"),
        optional(node, "FAMILY"),
        optional(node, "GIVEN"),
        photo == null ? null : Files.readAllBytes(folder.resolve(photo)),
        type == null || type.isEmpty() ? null : type);
  }

  private static Contact contact(JsonNode node) {
    known(node, "cid", "name", "subscription", "ask", "groups");
    return new Contact(
        required(node, "cid"),
        optional(node, "name"),
        node.path("subscription").asText("none"),
        node.path("ask").asText("").equals("subscribe"),
        list(node.path("groups"), JsonNode::asText));
  }

  private static Invitation invitation(JsonNode node) {
    known(node, "cid", "nick", "text");
    return new Invitation(required(node, "cid"), optional(node, "nick"), optional(node, "text"));
  }

  private static NativePresence presence(JsonNode node) {
    known(node, "state", "message");
    return new NativePresence(required(node, "state"), optional(node, "message"));
  }

  private static Line line(JsonNode node) {
    known(node, "with", "from_me", "body", "at");
    return new Line(
        required(node, "with"),
        node.path("from_me").asBoolean(),
        required(node, "body"),
        Instant.parse(required(node, "at")));
  }

  private static OAuthClient client(JsonNode node) {
    known(node, "id", "secret", "redirects");
    return new OAuthClient(
        required(node, "id"),
        node.path("secret").asText(""),
        list(node.path("redirects"), JsonNode::asText));
  }

  private static <T> List<T> list(JsonNode nodes, Function<JsonNode, T> reader) {
    var read = new ArrayList<T>();
    nodes.forEach(node -> read.add(reader.apply(node)));
    return read;
  }

  private static String required(JsonNode node, String key) {
    if (!node.path(key).isTextual()) {
      throw new IllegalArgumentException(
          "The personas file lacks " + key + " as text. (Digits must be quoted.)");
    }
    return node.get(key).asText();
  }

  private static @Nullable String optional(JsonNode node, String key) {
    return node.hasNonNull(key) ? node.get(key).asText() : null;
  }

  private static void known(JsonNode node, String... keys) {
    var names = node.fieldNames();
    while (names.hasNext()) {
      var name = names.next();
      if (!List.of(keys).contains(name)) {
        throw new IllegalArgumentException("The personas file has an unknown key " + name + ".");
      }
    }
  }
}
