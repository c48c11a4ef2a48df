package chat.monarch.messenger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where the Messenger service is and how the bridge behaves towards it.
@ConfigMapping(prefix = "monarch.messenger")
public interface MessengerConfig {
  /// The service's domain: the part of every JID behind the `@`.
  @WithDefault("messenger.live.com")
  String domain();

  /// The front host to connect to. Empty: the SRV record of the domain.
  @WithDefault("xmpp.messenger.live.com")
  Optional<String> host();

  /// The port of the front host.
  @WithDefault("5222")
  int port();

  /// Asks the domain's SRV record first; the host is the fallback.
  @WithDefault("false")
  boolean useSrv();

  /// The beginning of the resource that is asked for. The service may give another.
  @WithDefault("bridge")
  String resourcePrefix();

  /// How the connection is encrypted.
  Tls tls();

  /// Which redirects of the service are followed.
  Redirect redirect();

  /// How an e-mail address becomes an account.
  Jidlookup jidlookup();

  /// How the connection is kept alive.
  Keepalive keepalive();

  /// How messages are sent.
  Message message();

  /// Whether contacts are told that somebody is typing.
  Chatstates chatstates();

  /// What is taken from contacts' cards.
  Vcard vcard();

  /// How the connection is encrypted.
  interface Tls {
    /// `starttls`, or `direct` for a service that encrypts from the first byte.
    @WithDefault("starttls")
    Mode mode();

    /// Whether the service's certificate is checked. `false` is for trying only.
    @WithDefault("true")
    boolean verify();

    /// A PEM file with the certificates of a private authority, in place of the system's.
    Optional<Path> caFile();

    /// Further names that the service's certificate may bear.
    Optional<List<String>> extraNames();

    /// The server name to ask for: `domain`, `host` or `none`.
    @WithDefault("domain")
    Sni sni();

    /// The oldest version of TLS: `1.2` or `1.3`.
    @WithDefault("1.2")
    TlsVersion minVersion();
  }

  /// When encryption begins.
  enum Mode {
    STARTTLS,
    DIRECT
  }

  /// The server name to ask for.
  enum Sni {
    DOMAIN,
    HOST,
    NONE
  }

  /// Which redirects of the service are followed.
  interface Redirect {
    /// How many in a row.
    @WithDefault("5")
    int max();

    /// The names that a redirect may lead to, with all below them.
    @WithDefault("messenger.live.com")
    List<String> allowedSuffixes();

    /// Whether a redirect counts that came before encryption.
    @WithDefault("true")
    boolean allowBeforeTls();

    /// Whether the certificate behind a redirect may bear the name that the redirect gave.
    @WithDefault("false")
    boolean trustNames();
  }

  /// How an e-mail address becomes an account.
  interface Jidlookup {
    /// The namespace of the look-up.
    @WithDefault("http://messenger.live.com/xmpp/jidlookup")
    String namespace();

    /// Whether the look-up is only tried where the service announces it.
    @WithDefault("false")
    boolean requireFeature();
  }

  /// How the connection is kept alive.
  interface Keepalive {
    /// A ping is sent when nothing was written for this long.
    @WithDefault("60s")
    Duration interval();

    /// How long its answer may take.
    @WithDefault("30s")
    Duration timeout();
  }

  /// How messages are sent.
  interface Message {
    /// The size of a message on the wire, in bytes, above which it is split.
    @WithDefault("16000")
    int maxBytes();

    /// Messages a second and account; 0 for no limit.
    @WithDefault("5")
    int rate();
  }

  /// Whether contacts are told that somebody is typing.
  interface Chatstates {
    /// Who is told that you type: everybody (`on`), nobody (`off`), or contacts whose client has
    /// shown that it knows such news (`auto`).
    @WithDefault("auto")
    Send send();

    /// When chat states are sent.
    enum Send {
      AUTO,
      ON,
      OFF
    }
  }

  /// What is taken from contacts' cards.
  interface Vcard {
    /// The largest picture, in bytes.
    @WithDefault("524288")
    int maxPhotoBytes();
  }
}
