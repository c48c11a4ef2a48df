package chat.monarch.sandbox;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.service.Gateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a sandbox is started.
///
/// @param domain the domain of the JIDs and of the certificate
/// @param host the address to listen at
/// @param xmppPort the front's port, 0 for a free one
/// @param httpPort the port of the pages, 0 for a free one
/// @param gateways where the front may send clients
/// @param data where `ca.pem` and its key are kept; null for a folder that goes with the sandbox
/// @param switches set at the start
/// @param happenings is told in a sentence what happens, without secrets
public record SandboxOptions(
    String domain,
    String host,
    int xmppPort,
    int httpPort,
    List<Gateway> gateways,
    Personas personas,
    @Nullable Path data,
    Map<String, String> switches,
    Consumer<String> happenings) {

  public SandboxOptions {
    gateways = List.copyOf(gateways);
    switches = Map.copyOf(switches);
  }

  /// On loopback and free ports, with two gateways and the built-in people, as
  /// `messenger.live.com`.
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        "messenger.live.com",
        "127.0.0.1",
        0,
        0,
        List.of(
            new Gateway(1, "localhost", "127.0.0.1", 0),
            new Gateway(2, "localhost", "127.0.0.1", 0)),
        BuiltIn.personas(),
        null,
        Map.of(),
        _ -> {});
  }

  public SandboxOptions withDomain(String changed) {
    return new SandboxOptions(
        changed, host, xmppPort, httpPort, gateways, personas, data, switches, happenings);
  }

  public SandboxOptions withPersonas(Personas changed) {
    return new SandboxOptions(
        domain, host, xmppPort, httpPort, gateways, changed, data, switches, happenings);
  }

  /// Fixed ports, for a sandbox that is started again at the same place.
  public SandboxOptions withPorts(int xmpp, int http) {
    return new SandboxOptions(
        domain, host, xmpp, http, gateways, personas, data, switches, happenings);
  }

  /// Listening at another address; gateways are then named by it too.
  public SandboxOptions withHost(String address) {
    var moved =
        gateways.stream()
            .map(gateway -> new Gateway(gateway.number(), address, address, gateway.port()))
            .toList();
    return new SandboxOptions(
        domain, address, xmppPort, httpPort, moved, personas, data, switches, happenings);
  }

  /// Instead of the two usual ones, gateways in the order of these calls' arguments. With an
  /// address of its own, say 127.0.0.7, one can listen at port 5222, for redirects that name no
  /// port.
  public SandboxOptions withGateways(Gateway... changed) {
    return new SandboxOptions(
        domain, host, xmppPort, httpPort, List.of(changed), personas, data, switches, happenings);
  }

  public SandboxOptions withData(Path folder) {
    return new SandboxOptions(
        domain, host, xmppPort, httpPort, gateways, personas, folder, switches, happenings);
  }

  /// With that switch besides those set before.
  public SandboxOptions with(String key, String value) {
    var more = new LinkedHashMap<>(switches);
    more.put(key, value);
    return new SandboxOptions(
        domain, host, xmppPort, httpPort, gateways, personas, data, more, happenings);
  }

  public SandboxOptions withHappenings(Consumer<String> listener) {
    return new SandboxOptions(
        domain, host, xmppPort, httpPort, gateways, personas, data, switches, listener);
  }

  List<Gateway> places() {
    var places = new ArrayList<Gateway>();
    places.add(new Gateway(0, host, host, xmppPort));
    places.addAll(gateways);
    return places;
  }
}
