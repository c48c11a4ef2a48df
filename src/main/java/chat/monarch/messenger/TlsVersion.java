package chat.monarch.messenger;

import java.util.Set;

/// The oldest version of TLS that is taken.
///
/// @param number `1.2` or `1.3`
public record TlsVersion(String number) {
  public TlsVersion {
    if (!number.equals("1.2") && !number.equals("1.3")) {
      throw new IllegalArgumentException("the version of TLS must be 1.2 or 1.3");
    }
  }

  /// This version and the later ones, as Java calls them.
  public Set<String> andLater() {
    return number.equals("1.3") ? Set.of("TLSv1.3") : Set.of("TLSv1.2", "TLSv1.3");
  }
}
