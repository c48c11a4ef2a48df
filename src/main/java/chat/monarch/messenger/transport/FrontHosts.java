package chat.monarch.messenger.transport;

import chat.monarch.messenger.MessengerConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Where a connection begins (CON-1): the configured host, else the domain's SRV record, else its
/// usual front host.
final class FrontHosts {
  private static final int USUAL_PORT = 5222;

  private final MessengerConfig config;
  private final Network network;
  private final RandomGenerator random;

  FrontHosts(MessengerConfig config, Network network, RandomGenerator random) {
    this.config = config;
    this.network = network;
    this.random = random;
  }

  /// The hosts to try, in order. Blocks.
  ///
  /// @throws StreamFailure when the domain says that it offers no such service
  List<Target> targets() throws StreamFailure {
    if (config.host().isPresent() && !config.useSrv()) {
      return List.of(fallback());
    }
    var records = network.services(config.domain());
    if (records.isEmpty()) {
      return List.of(fallback());
    }
    var offered = records.stream().filter(record -> !record.target().equals(".")).toList();
    if (offered.isEmpty()) {
      throw new StreamFailure.Lost(
          "the DNS says that " + config.domain() + " offers no Messenger service");
    }
    return ordered(offered);
  }

  private Target fallback() {
    return config
        .host()
        .map(host -> new Target(host, config.port(), true))
        .orElseGet(() -> new Target("xmpp." + config.domain(), USUAL_PORT, true));
  }

  private List<Target> ordered(List<Network.Srv> records) {
    Map<Integer, List<Network.Srv>> byPriority =
        records.stream()
            .collect(
                Collectors.groupingBy(Network.Srv::priority, TreeMap::new, Collectors.toList()));
    var targets = new ArrayList<Target>();
    for (var equals : byPriority.values()) {
      drawn(equals).forEach(record -> targets.add(target(record)));
    }
    return targets;
  }

  private static Target target(Network.Srv record) {
    var name = record.target();
    var host = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return new Target(host, record.port(), false);
  }

  /// Draws by weight: RFC 2782, those without weight have a small chance.
  private List<Network.Srv> drawn(List<Network.Srv> records) {
    var left = new ArrayList<>(records);
    left.sort(Comparator.comparingInt(Network.Srv::weight));
    var drawn = new ArrayList<Network.Srv>();
    while (!left.isEmpty()) {
      var mark = random.nextInt(left.stream().mapToInt(Network.Srv::weight).sum() + 1);
      var index = 0;
      for (var sum = left.get(0).weight(); sum < mark; sum += left.get(index).weight()) {
        index++;
      }
      drawn.add(left.remove(index));
    }
    return drawn;
  }
}
