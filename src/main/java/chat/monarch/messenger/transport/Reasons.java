package chat.monarch.messenger.transport;

import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why a connection failed, in words.
final class Reasons {
  private Reasons() {}

  static String of(@Nullable Throwable cause) {
    for (var reason = cause; reason != null; reason = reason.getCause()) {
      if (reason instanceof CertPathBuilderException || reason instanceof CertificateException) {
        return "the service's certificate is not trusted";
      }
      if (reason instanceof ConnectException) {
        return "nobody answers there";
      }
    }
    if (cause instanceof SSLException) {
      return "no encrypted connection could be agreed on (" + cause.getMessage() + ")";
    }
    return cause == null
        ? "the connection failed"
        : "the connection failed (" + cause.getMessage() + ")";
  }
}
