package chat.monarch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An account with many contacts, all online; with three in ten of them it has a history of ten
/// messages.
///
/// @param count how many contacts
record Acquaintances(int count) {
  static final String ACCOUNT = "%016x".formatted(0xa00000);

  private static final int LINES = 10;
  private static final Instant LONG_AGO = Instant.parse("2012-05-28T10:00:00Z");
  private static final Pattern CARD_REQUEST =
      Pattern.compile("<iq(?=[^>]* type=\"get\")[^>]* to=\"([0-9a-f]{16})@[^>]*>\\s*<vCard");

  private static String contact(int number) {
    return "%016x".formatted(0xc00000 + number);
  }

  /// With how many there is a history.
  int talkative() {
    return count * 3 / 10;
  }

  /// Writes the file of people for the sandbox; JSON is YAML.
  Path write(Path folder) throws IOException {
    var contacts = IntStream.range(0, count).mapToObj(Acquaintances::person);
    var people = Map.of("accounts", Stream.concat(Stream.of(owner()), contacts).toList());
    return Files.writeString(
        folder.resolve("people.yaml"), Station.JSON.writeValueAsString(people));
  }

  private Map<String, Object> owner() {
    var roster = IntStream.range(0, count).mapToObj(number -> mutual(contact(number)));
    var history = IntStream.range(0, talkative()).boxed().flatMap(Acquaintances::talk);
    return Map.of(
        "cid",
        ACCOUNT,
        "email",
        "owner@example.com",
        "vcard",
        Map.of("FN", "Owner"),
        "keep_history",
        true,
        "roster",
        roster.toList(),
        "history",
        history.toList());
  }

  private static Map<String, Object> person(int number) {
    return Map.of(
        "cid",
        contact(number),
        "email",
        contact(number) + "@example.com",
        "vcard",
        Map.of("FN", "Contact " + number),
        "presence",
        Map.of("state", "NLN"),
        "roster",
        List.of(mutual(ACCOUNT)));
  }

  private static Map<String, String> mutual(String cid) {
    return Map.of("cid", cid, "name", cid, "subscription", "both");
  }

  private static Stream<Map<String, Object>> talk(int number) {
    var began = LONG_AGO.plus(Duration.ofDays(number));
    return IntStream.range(0, LINES)
        .mapToObj(
            line ->
                Map.of(
                    "with",
                    contact(number),
                    "from_me",
                    line % 2 == 0,
                    "body",
                    "Line " + line,
                    "at",
                    began.plusSeconds(60L * line).toString()));
  }

  /// How often each contact's card was asked for.
  ///
  /// @param stanzas that the account's client sent and got
  Map<String, Long> cardRequests(List<String> stanzas) {
    return stanzas.stream()
        .flatMap(stanza -> CARD_REQUEST.matcher(stanza).results())
        .collect(Collectors.groupingBy(found -> found.group(1), Collectors.counting()));
  }
}
