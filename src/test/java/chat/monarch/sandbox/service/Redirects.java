package chat.monarch.sandbox.service;

import chat.monarch.sandbox.setting.Faults;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides who is sent to another host, and to which (B.2).
final class Redirects {
  private static final int MANY = 100_000;

  private final Switches switches;
  private final Faults faults;
  private final List<Gateway> gateways;
  private final Set<String> seen = new HashSet<>();
  private int next;

  /// @param gateways without the front
  Redirects(Switches switches, Faults faults, List<Gateway> gateways) {
    this.switches = switches;
    this.faults = faults;
    this.gateways = List.copyOf(gateways);
  }

  /// Forgets which tokens have been here (for `redirect.mode=first`).
  synchronized void forget() {
    seen.clear();
  }

  /// The redirect that a connection gets at this stage, if it gets one.
  ///
  /// @param token null before sign-in
  synchronized Optional<Element> at(String stage, Gateway place, @Nullable String token) {
    if (!switches.is(Switch.REDIRECT_STAGE, stage)) {
      return Optional.empty();
    }
    var loops = switches.is(Switch.REDIRECT_FORM, "loop");
    var wanted = faults.takeRedirect() || ((place.isFront() || loops) && isWanted(token));
    return wanted ? Optional.of(redirect(place)) : Optional.empty();
  }

  /// A redirect away from that place, whatever the switches say.
  synchronized Element redirect(Gateway from) {
    return Element.of(Ns.STREAM, "error")
        .with(Element.of(Ns.STREAM_ERROR, "see-other-host", target(from)));
  }

  private boolean isWanted(@Nullable String token) {
    return switch (switches.get(Switch.REDIRECT_MODE)) {
      case "always" -> true;
      case "first" -> isFirst(token == null ? "" : token);
      case "random" ->
          RandomGenerator.getDefault().nextDouble()
              < switches.probability(Switch.REDIRECT_PROBABILITY);
      default -> false;
    };
  }

  private boolean isFirst(String token) {
    if (seen.size() >= MANY) {
      seen.clear();
    }
    return seen.add(token);
  }

  private String target(Gateway from) {
    return switch (switches.get(Switch.REDIRECT_FORM)) {
      case "name" -> other(from).name();
      case "v6_port" -> "[::1]:" + other(from).port();
      case "empty" -> "";
      case "foreign" -> "gateway.example.net";
      default -> other(from).hostAndPort();
    };
  }

  /// The gateways in turn, but not the one where the client is, unless it is the only one.
  private Gateway other(Gateway from) {
    var candidate = gateways.get(next++ % gateways.size());
    return candidate.number() == from.number() && gateways.size() > 1 ? other(from) : candidate;
  }
}
