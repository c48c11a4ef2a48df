package chat.monarch.sandbox.oauth;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/// Lists of scopes, with blanks or commas in between.
final class Scopes {
  private static final Set<String> KNOWN =
      Set.of(
          "wl.messenger",
          "wl.offline_access",
          "wl.basic",
          "wl.signin",
          "wl.emails",
          "wl.contacts_create",
          "wl.share");

  private Scopes() {}

  static Set<String> parse(String text) {
    var scopes = new LinkedHashSet<String>();
    Arrays.stream(text.split("[ ,]+")).filter(scope -> !scope.isEmpty()).forEach(scopes::add);
    return scopes;
  }

  static boolean areKnown(Set<String> scopes) {
    return !scopes.isEmpty() && KNOWN.containsAll(scopes);
  }

  static String write(Set<String> scopes) {
    return String.join(" ", scopes);
  }
}
