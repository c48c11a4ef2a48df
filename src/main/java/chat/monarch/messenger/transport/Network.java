package chat.monarch.messenger.transport;

import java.net.InetSocketAddress;
import java.util.List;

/// What the DNS knows. Both calls block.
public interface Network {
  /// Where a host's port is, the best first; empty when the name is unknown.
  List<InetSocketAddress> addresses(String host, int port);

  /// The `_xmpp-client._tcp` records of a domain; empty when there are none.
  List<Srv> services(String domain);

  /// One SRV record (RFC 2782).
  ///
  /// @param target a host, or `.` when the domain offers no such service
  record Srv(int priority, int weight, String target, int port) {}
}
