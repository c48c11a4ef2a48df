package chat.monarch.soak;

import chat.monarch.testkit.Deployment;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Who writes: users, each with a linked account and contacts of his own. Of every second user
/// neither the account nor its contacts keep a history.
final class People {
  static final int USERS = 8;
  static final int CONTACTS = 5;

  private People() {}

  /// One user's conversation with one of his contacts.
  record Pair(int user, int contact) {
    /// The CID of the user's account.
    String account() {
      return People.account(user);
    }

    /// The CID of the contact.
    String other() {
      return "%016x".formatted(0xc000 + 16 * user + contact);
    }

    boolean keepsHistory() {
      return People.keepsHistory(user);
    }

    @Override
    public String toString() {
      return "user " + user + ", contact " + contact;
    }
  }

  static boolean keepsHistory(int user) {
    return user % 2 == 0;
  }

  /// The CID of a user's account.
  static String account(int user) {
    return "%016x".formatted(0xa000 + user);
  }

  static String email(int user) {
    return "user" + user + "@example.com";
  }

  /// All conversations, user by user.
  static List<Pair> pairs() {
    return IntStream.range(0, USERS).boxed().flatMap(user -> pairs(user).stream()).toList();
  }

  static List<Pair> pairs(int user) {
    return IntStream.range(0, CONTACTS).mapToObj(contact -> new Pair(user, contact)).toList();
  }

  /// The file of people for the sandbox (B.15); JSON is YAML.
  ///
  /// @param bridge where the bridge is, or will be
  static String personas(URI bridge, Deployment.OAuthClient client) {
    var accounts = new ArrayList<Map<String, Object>>();
    for (var user = 0; user < USERS; user++) {
      accounts.add(user(user));
      pairs(user).stream().map(People::contact).forEach(accounts::add);
    }
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

  private static Map<String, Object> user(int user) {
    var roster = pairs(user).stream().map(pair -> friend(pair.other(), pair.toString())).toList();
    return persona(account(user), email(user), "User " + user, user, "FLN", roster);
  }

  private static Map<String, Object> contact(Pair pair) {
    var email = "contact" + pair.user() + "." + pair.contact() + "@example.net";
    var roster = List.of(friend(pair.account(), "User " + pair.user()));
    return persona(pair.other(), email, "Contact of " + pair, pair.user(), "NLN", roster);
  }

  private static Map<String, Object> friend(String cid, String name) {
    return Map.of("cid", cid, "name", name, "subscription", "both");
  }

  private static Map<String, Object> persona(
      String cid, String email, String name, int user, String state, List<?> roster) {
    return Map.of(
        "cid",
        cid,
        "email",
        email,
        "vcard",
        Map.of("FN", name),
        "keep_history",
        keepsHistory(user),
        "presence",
        Map.of("state", state),
        "roster",
        roster);
  }

  /// Every account of the service.
  static Stream<String> accounts() {
    return IntStream.range(0, USERS).mapToObj(People::account);
  }
}
