package chat.monarch.messenger.transport;

import io.vertx.core.Vertx;
import io.vertx.core.dns.SrvRecord;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// The real network: the system's resolver for hosts, Vert.x for SRV records.
@Singleton
final class Dns implements Network {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Vertx vertx;

  Dns(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public List<InetSocketAddress> addresses(String host, int port) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(address -> new InetSocketAddress(address, port))
          .toList();
    } catch (UnknownHostException _) {
      return List.of();
    }
  }

  @Override
  public List<Srv> services(String domain) {
    var client = vertx.createDnsClient();
    try {
      return Await.of(client.resolveSRV("_xmpp-client._tcp." + domain), TIMEOUT).stream()
          .map(Dns::service)
          .toList();
    } catch (StreamFailure _) {
      return List.of();
    } finally {
      client.close();
    }
  }

  private static Srv service(SrvRecord found) {
    var target = found.target();
    return new Srv(found.priority(), found.weight(), target == null ? "." : target, found.port());
  }
}
