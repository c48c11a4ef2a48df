package chat.monarch.e2e;

import chat.monarch.testkit.SandboxProcess;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Alice, whose account is linked, and whom she knows or will know.
enum Acquaintance {
  ALICE("Alice Liddell", false),
  BOB("Bob Builder", true),
  CAROL("Carol Danvers", true),
  DAVE("Dave Diver", true),
  ERIN("Erin Early", true),
  FRANK("Frank Foster", false),
  GRACE("Grace Gray", false),
  HEIDI("Heidi Hill", false),
  IVAN("Ivan Ilyich", true);

  /// When Dave and Alice wrote to each other, long ago.
  static final Instant PAST = Instant.parse("2012-05-28T10:00:00Z");

  private final String fullName;
  private final boolean known;

  Acquaintance(String fullName, boolean known) {
    this.fullName = fullName;
    this.known = known;
  }

  String fullName() {
    return fullName;
  }

  String cid() {
    return "%016x".formatted(0xe2e00 + ordinal());
  }

  String email() {
    return fullName.substring(0, fullName.indexOf(' ')) + "@example.com";
  }

  /// The bare JID at the service.
  String jid(SandboxProcess sandbox) {
    return cid() + "@" + sandbox.listening().domain();
  }

  /// Writes the file of people for the sandbox (B.15); JSON is YAML.
  static Path write(Path folder) {
    var accounts = Arrays.stream(values()).map(Acquaintance::account).toList();
    try {
      var file = Files.createDirectories(folder).resolve("people.yaml");
      return Files.writeString(
          file, new ObjectMapper().writeValueAsString(Map.of("accounts", accounts)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> account() {
    var account = new LinkedHashMap<String, Object>();
    account.put("cid", cid());
    account.put("email", email());
    account.put("vcard", Map.of("FN", fullName));
    account.put("keep_history", true);
    account.put("presence", Map.of("state", this == CAROL || this == FRANK ? "NLN" : "FLN"));
    account.put("roster", roster());
    if (this == DAVE) {
      var line = Map.of("with", ALICE.cid(), "from_me", true, "body", "Long ago");
      var dated = new LinkedHashMap<String, Object>(line);
      dated.put("at", PAST.toString());
      account.put("history", List.of(dated));
    }
    return account;
  }

  private List<Map<String, String>> roster() {
    if (this == ALICE) {
      return Arrays.stream(values()).filter(each -> each.known).map(each -> mutual(each)).toList();
    }
    return known ? List.of(mutual(ALICE)) : List.of();
  }

  private static Map<String, String> mutual(Acquaintance other) {
    return Map.of("cid", other.cid(), "name", other.fullName, "subscription", "both");
  }
}
