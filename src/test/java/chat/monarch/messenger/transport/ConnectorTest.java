package chat.monarch.messenger.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.monarch.messenger.TestConfigs;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectorTest {
  private static final Network NOBODY =
      new Network() {
        @Override
        public List<InetSocketAddress> addresses(String host, int port) {
          return List.of();
        }

        @Override
        public List<Srv> services(String domain) {
          return List.of();
        }
      };

  /// How the kernel itself behaves then is not tried here: it takes a network that loses packets.
  @Test
  void the_kernel_gives_a_connection_up_whose_data_is_not_acknowledged_for_30_seconds()
      throws Exception {
    var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assumeTrue(vertx.isNativeTransportEnabled(), "epoll is there");
      var connector = Connectors.create(vertx, TestConfigs.messenger(Map.of()), NOBODY);

      var socket = connect(vertx, connector, server);

      var config = ((NetSocketInternal) socket).channelHandlerContext().channel().config();
      assertThat(((EpollSocketChannelConfig) config).getTcpUserTimeout()).isEqualTo(30_000);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private static NetSocket connect(Vertx vertx, Connector connector, ServerSocket server)
      throws Exception {
    return vertx
        .createNetClient(connector.options())
        .connect(server.getLocalPort(), server.getInetAddress().getHostAddress())
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }
}
