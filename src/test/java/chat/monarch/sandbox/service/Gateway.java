package chat.monarch.sandbox.service;

/// A place where clients connect: the front, or a gateway to which the front may send them.
///
/// @param number 0 for the front
/// @param name what stands in a redirect to it, and in its own certificate; for a gateway on
///     loopback an address or `localhost`
/// @param address the address that it listens at
/// @param port 0 for a free one
public record Gateway(int number, String name, String address, int port) {

  /// `host:port`, as a redirect of the form `name_port` has it.
  public String hostAndPort() {
    return name + ":" + port;
  }

  boolean isFront() {
    return number == 0;
  }

  Gateway at(int boundPort) {
    return new Gateway(number, name, address, boundPort);
  }
}
