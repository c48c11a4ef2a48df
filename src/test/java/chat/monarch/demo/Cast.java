package chat.monarch.demo;

import chat.monarch.testkit.Deployment;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Who plays, and what they say: drawn anew for each run.
///
/// @param alice the CID of the account that is linked
/// @param bob the CID of her contact
/// @param carol the CID of somebody who wants to be one
/// @param archive what the two wrote before, the oldest first
/// @param fromAlice what Alice will write in Matrix
/// @param fromBob what Bob will write in Messenger
/// @param words what Bob, Alice and Carol say of themselves
/// @param password Alice's at the homeserver
/// @param client as what the bridge is known to the service
record Cast(
    String alice,
    String bob,
    String carol,
    List<Past> archive,
    List<String> fromAlice,
    List<String> fromBob,
    Words words,
    String password,
    Deployment.OAuthClient client) {
  static final String ALICE_NAME = "Alice Liddell";
  static final String ALICE_EMAIL = "alice@example.com";
  static final String BOB_NAME = "Bob Builder";
  static final String CAROL_NAME = "Carol Danvers";
  static final byte[] BOB_PICTURE = Portrait.draw(new Color(0x2E7D6B));
  static final byte[] CAROL_PICTURE = Portrait.draw(new Color(0x8E4585));
  private static final int ARCHIVED = 10;
  private static final int EACH_WAY = 20;
  private static final List<String> WHO =
      List.of("heron", "tram", "lantern", "baker", "otter", "piano", "comet", "ferry", "walnut");
  private static final List<String> HOW =
      List.of("amber", "quiet", "early", "brave", "crooked", "salty", "velvet", "seventh", "lost");
  private static final List<String> WHAT =
      List.of("comes home", "sings", "is late again", "waits for you", "smells of rain", "glows");

  /// A message of the archive.
  record Past(boolean fromAlice, String text, Instant at) {}

  /// What Bob and Alice say beside their presence, and Carol with her invitation and after it.
  record Words(String bob, String alice, String carol, String carolLater) {}

  static Cast draw() {
    var client = new Deployment.OAuthClient("monarch-demo", hex());
    var words = new Words(sentence(), sentence(), sentence(), sentence());
    return new Cast(
        hex(), hex(), hex(), drawArchive(), drawLines(), drawLines(), words, hex(), client);
  }

  /// 16 digits, as in a CID.
  private static String hex() {
    return HexFormat.of().toHexDigits(new SecureRandom().nextLong());
  }

  private static List<Past> drawArchive() {
    var random = ThreadLocalRandom.current();
    var at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(9, ChronoUnit.DAYS);
    var past = new ArrayList<Past>();
    for (var i = 1; i <= ARCHIVED; i++) {
      at = at.plusSeconds(random.nextLong(600, 60_000));
      past.add(new Past(random.nextBoolean(), "Long ago, no. " + i + ": " + sentence(), at));
    }
    return List.copyOf(past);
  }

  private static List<String> drawLines() {
    return IntStream.rangeClosed(1, EACH_WAY).mapToObj(i -> i + ". " + sentence()).toList();
  }

  private static String sentence() {
    var mark = Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36 * 36), 36);
    return "the " + draw(HOW) + " " + draw(WHO) + " " + draw(WHAT) + " (" + mark + ")";
  }

  private static String draw(List<String> words) {
    return words.get(ThreadLocalRandom.current().nextInt(words.size()));
  }

  /// The file of people for the sandbox (B.15); JSON is YAML.
  ///
  /// @param bridge where the bridge is, or will be
  String personas(URI bridge) {
    var accounts =
        List.of(
            account(alice, ALICE_EMAIL, ALICE_NAME, contact(bob, BOB_NAME), history(true)),
            account(bob, "bob@example.net", BOB_NAME, contact(alice, ALICE_NAME), List.of()),
            account(carol, "carol@example.org", CAROL_NAME, List.of(), List.of()));
    var application =
        Map.of(
            "id", client.id(),
            "secret", client.secret(),
            "redirects", List.of(bridge.resolve("/login/callback").toString()));
    try {
      return new ObjectMapper()
          .writeValueAsString(Map.of("accounts", accounts, "oauth_clients", List.of(application)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> account(
      String cid, String email, String name, Object roster, Object history) {
    return Map.of(
        "cid", cid,
        "email", email,
        "vcard", Map.of("FN", name),
        "keep_history", true,
        "presence", Map.of("state", name.equals(ALICE_NAME) ? "FLN" : "NLN"),
        "roster", roster,
        "history", history);
  }

  private static List<Map<String, String>> contact(String cid, String name) {
    return List.of(Map.of("cid", cid, "name", name, "subscription", "both"));
  }

  private List<Map<String, Object>> history(boolean ofAlice) {
    return archive.stream()
        .map(
            past ->
                Map.<String, Object>of(
                    "with",
                    bob,
                    "from_me",
                    past.fromAlice() == ofAlice,
                    "body",
                    past.text(),
                    "at",
                    past.at().toString()))
        .toList();
  }
}
