package chat.monarch.messenger.transport;

import chat.monarch.messenger.MessengerConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Opens connections to the service (B.1). Every call blocks.
@ApplicationScoped
public class Connector {
  private static final Logger LOG = Logger.getLogger(Connector.class);
  private static final Duration CONNECTING = Duration.ofSeconds(15);
  private static final Duration UNACKNOWLEDGED = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final MessengerConfig config;
  private final Network network;
  private final Clock clock;
  private final FrontHosts fronts;
  private final NetClient client;

  Connector(Vertx vertx, MessengerConfig config, Network network, Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.network = network;
    this.clock = clock;
    this.fronts = new FrontHosts(config, network, new Random());
    this.client = vertx.createNetClient(options());
  }

  NetClientOptions options() {
    var options = new NetClientOptions();
    options
        .setConnectTimeout((int) CONNECTING.toMillis())
        .setTcpUserTimeout((int) UNACKNOWLEDGED.toMillis())
        .setTcpNoDelay(true)
        .setTrustAll(!config.tls().verify())
        .setEnabledSecureTransportProtocols(config.tls().minVersion().andLater());
    // The chain is checked in the handshake, the name after it: several may be right (CON-7).
    options.setHostnameVerificationAlgorithm("");
    config
        .tls()
        .caFile()
        .ifPresent(
            file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    return options;
  }

  /// Connects to the front host (CON-1, SOH-7).
  public XmppStream connect() throws StreamFailure {
    StreamFailure failure = new StreamFailure.Lost("no host is known");
    for (var target : fronts.targets()) {
      try {
        return connect(target);
      } catch (StreamFailure e) {
        failure = e;
      }
    }
    throw failure;
  }

  /// Connects to this host, by its A and AAAA records alone.
  public XmppStream connect(Target target) throws StreamFailure {
    checkAuthority();
    StreamFailure failure = new StreamFailure.Lost("the host " + target.host() + " is unknown");
    for (var address : network.addresses(target.host(), target.port())) {
      try {
        return connect(target, address);
      } catch (StreamFailure e) {
        failure = new StreamFailure.Lost(target + ": " + e.getMessage());
      }
    }
    throw failure;
  }

  private XmppStream connect(Target target, InetSocketAddress address) throws StreamFailure {
    var stream =
        Await.of(
            client
                .connect(remote(target, address))
                .map(socket -> new XmppStream(vertx, target, socket, clock)),
            CONNECTING.plusSeconds(1));
    if (config.tls().mode() == MessengerConfig.Mode.DIRECT) {
      secure(stream);
    }
    return stream;
  }

  /// Encrypts a connection that [#connect] gave.
  public void secure(XmppStream stream) throws StreamFailure {
    try {
      stream.secure(serverName(stream.target()), acceptedNames(stream.target()));
    } catch (StreamFailure e) {
      stream.fail(e);
      throw e;
    }
  }

  private void checkAuthority() throws StreamFailure {
    var file = config.tls().caFile();
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw new StreamFailure.Lost("monarch.messenger.tls.ca-file cannot be read: " + file.get());
    }
  }

  private Set<String> acceptedNames(Target target) {
    if (!config.tls().verify()) {
      LOG.warnf(
          "The certificate of %s is not checked: monarch.messenger.tls.verify is false", target);
      return Set.of();
    }
    var names = new LinkedHashSet<String>();
    names.add(config.domain());
    if (target.trusted()) {
      names.add(target.host());
    }
    names.addAll(config.tls().extraNames().orElse(List.of()));
    return names;
  }

  private @Nullable String serverName(Target target) {
    return switch (config.tls().sni()) {
      case DOMAIN -> config.domain();
      case HOST -> Hosts.literal(target.host()) == null ? target.host() : null;
      case NONE -> null;
    };
  }

  /// The address under the name that TLS may tell the service: Java would send any other name.
  private SocketAddress remote(Target target, InetSocketAddress address) {
    var ip = address.getAddress();
    var name = serverName(target);
    try {
      var named =
          InetAddress.getByAddress(name == null ? ip.getHostAddress() : name, ip.getAddress());
      return SocketAddress.inetSocketAddress(new InetSocketAddress(named, address.getPort()));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address is always 4 or 16 bytes long", e);
    }
  }
}
