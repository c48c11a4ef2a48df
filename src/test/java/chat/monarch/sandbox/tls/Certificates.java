package chat.monarch.sandbox.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/// The certificates of a service, each made when it is first asked for.
public final class Certificates {
  private final Path folder;
  private final Authority authority;
  private final Map<String, SSLContext> known = new ConcurrentHashMap<>();
  private final Map<String, SSLContext> untrusted = new ConcurrentHashMap<>();

  private Certificates(Path folder, Authority authority) {
    this.folder = folder;
    this.authority = authority;
  }

  /// With the authority of that folder, which is made where it is missing.
  public static Certificates in(Path folder) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    return new Certificates(folder, Authority.in(folder));
  }

  /// The authority's certificate as PEM, for clients to trust.
  public Path caFile() {
    return folder.resolve("ca.pem");
  }

  /// For a server that shows a certificate for that name only.
  public SSLContext trustedFor(String name) {
    return known.computeIfAbsent(name, wanted -> context(authority, wanted));
  }

  /// The same, but signed by an authority that nobody knows.
  public SSLContext untrustedFor(String name) {
    return untrusted.computeIfAbsent(name, Certificates::unknownContext);
  }

  private static SSLContext unknownContext(String name) {
    try {
      return context(Authority.create(), name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No certificate could be made.", e);
    }
  }

  private static SSLContext context(Authority signer, String name) {
    try {
      return signer.contextFor(name);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("No certificate for " + name + " could be made.", e);
    }
  }
}
