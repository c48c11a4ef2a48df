package chat.monarch.messenger.transport;

import java.net.IDN;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The names for which a certificate may have been given (CON-7, RFC 6125 6).
///
/// Only the certificate's alternative names count, never its common name. A `*` stands for one
/// whole leftmost label.
final class PeerNames {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private PeerNames() {}

  /// Whether the certificate was given for one of the names.
  static boolean match(X509Certificate certificate, Set<String> accepted) {
    return accepted.stream().anyMatch(name -> isFor(certificate, name));
  }

  private static boolean isFor(X509Certificate certificate, String name) {
    var address = Hosts.literal(name);
    for (var entry : alternativeNames(certificate)) {
      var matches =
          address == null
              ? DNS_NAME == (Integer) entry.get(0) && matches((String) entry.get(1), name)
              : IP_ADDRESS == (Integer) entry.get(0)
                  && address.equals(Hosts.literal((String) entry.get(1)));
      if (matches) {
        return true;
      }
    }
    return false;
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException _) {
      return List.of();
    }
  }

  private static boolean matches(String pattern, String name) {
    var expected = ascii(name);
    var given = ascii(pattern);
    if (expected == null || given == null) {
      return false;
    }
    if (given.startsWith("*.")) {
      var dot = expected.indexOf('.');
      return dot > 0
          && given.indexOf('.', 2) > 0
          && expected.substring(dot).equals(given.substring(1));
    }
    return given.equals(expected);
  }

  private static @Nullable String ascii(String name) {
    try {
      var wildcard = name.startsWith("*.");
      var ascii = IDN.toASCII(wildcard ? name.substring(2) : name).toLowerCase(Locale.ROOT);
      return wildcard ? "*." + ascii : ascii;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
