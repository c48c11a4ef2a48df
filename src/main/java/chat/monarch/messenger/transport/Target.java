package chat.monarch.messenger.transport;

/// A host to connect to.
///
/// @param host a name or an address
/// @param trusted whether its certificate may bear its own name: whoever chose it was not the DNS
public record Target(String host, int port, boolean trusted) {
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
