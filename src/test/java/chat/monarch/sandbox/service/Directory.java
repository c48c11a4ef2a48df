package chat.monarch.sandbox.service;

import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.wire.Jid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// All accounts. Its monitor guards their state: hold it while reading or changing any.
final class Directory {
  private final String domain;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, Account> byEmail = new LinkedHashMap<>();

  Directory(String domain, List<Persona> personas) {
    this.domain = domain.toLowerCase(Locale.ROOT);
    personas.forEach(this::add);
  }

  private void add(Persona persona) {
    var account = new Account(persona, domain);
    if (accounts.putIfAbsent(account.cid(), account) != null) {
      throw new IllegalArgumentException("There are two accounts with the cid " + account.cid());
    }
    byEmail.put(account.email().toLowerCase(Locale.ROOT), account);
  }

  String domain() {
    return domain;
  }

  List<Account> all() {
    return List.copyOf(accounts.values());
  }

  /// The account with that bare JID; empty for any other domain.
  Optional<Account> find(Jid jid) {
    return isOurs(jid) ? Optional.ofNullable(accounts.get(jid.local())) : Optional.empty();
  }

  Optional<Account> findCid(String cid) {
    return Optional.ofNullable(accounts.get(cid));
  }

  Optional<Account> findEmail(String email) {
    return Optional.ofNullable(byEmail.get(email.toLowerCase(Locale.ROOT)));
  }

  /// The account with that CID.
  ///
  /// @throws IllegalArgumentException with a sentence, if there is none
  Account require(String cid) {
    return findCid(cid).orElseThrow(() -> new IllegalArgumentException(sentence(cid)));
  }

  /// Names the account only if it may be one: something else might be a secret in the wrong place.
  private static String sentence(String cid) {
    return cid.matches("[0-9a-f]{16}")
        ? "There is no account " + cid + "."
        : "An account is named by its cid, 16 lower-case hexadecimal digits.";
  }

  boolean isOurs(Jid jid) {
    return jid.domain().equals(domain);
  }
}
