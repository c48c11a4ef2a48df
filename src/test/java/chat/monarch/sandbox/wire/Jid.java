package chat.monarch.sandbox.wire;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An address, its bare part in lower case (GEN-6).
///
/// @param local the part before `@`, null where there is none
/// @param resource the part behind `/`, null where there is none
public record Jid(@Nullable String local, String domain, @Nullable String resource) {

  public Jid {
    local = local == null ? null : local.toLowerCase(Locale.ROOT);
    domain = domain.toLowerCase(Locale.ROOT);
  }

  /// Empty where the text is no JID.
  public static Optional<Jid> parse(String text) {
    var slash = text.indexOf('/');
    var bare = slash < 0 ? text : text.substring(0, slash);
    var resource = slash < 0 ? null : text.substring(slash + 1);
    var at = bare.indexOf('@');
    var local = at < 0 ? null : bare.substring(0, at);
    var domain = bare.substring(at + 1);
    if (isBad(domain)
        || (local != null && isBad(local))
        || (resource != null && resource.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new Jid(local, domain, resource));
  }

  private static boolean isBad(String part) {
    return part.isEmpty()
        || part.length() > 1023
        || part.chars().anyMatch(c -> c <= ' ' || c == '@');
  }

  public String bare() {
    return local == null ? domain : local + "@" + domain;
  }

  public boolean isBare() {
    return resource == null;
  }

  /// Whether both name the same account or service.
  public boolean sameBare(Jid other) {
    return bare().equals(other.bare());
  }

  @Override
  public String toString() {
    return resource == null ? bare() : bare() + "/" + resource;
  }
}
