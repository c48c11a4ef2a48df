package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Lookup;
import chat.monarch.messenger.MessengerConfig.Jidlookup;
import chat.monarch.messenger.stanza.Jids;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.StreamFailure;
import java.util.Set;

/// Asks in one session whose account an e-mail address is (B.11).
final class Lookups {
  private static final Set<String> NOT_OFFERED =
      Set.of("service-unavailable", "feature-not-implemented");

  private final Connection connection;
  private final Jidlookup config;
  private final boolean announced;

  /// Whether it may be tried: where the service does not announce it, it is tried once (DSC-3).
  private volatile boolean worthTrying;

  /// @param announced whether the service may be able to
  Lookups(Connection connection, Jidlookup config, boolean announced) {
    this.connection = connection;
    this.config = config;
    this.announced = announced;
    this.worthTrying = announced || !config.requireFeature();
  }

  /// Asks.
  Lookup ask(String email) {
    if (!worthTrying) {
      return new Lookup.NotOffered();
    }
    try {
      return answer(connection.calls().askEither(email, SignIn.ANSWER, id -> request(id, email)));
    } catch (StreamFailure failure) {
      return new Lookup.NoAnswer(String.valueOf(failure.getMessage()));
    }
  }

  private String request(String id, String email) {
    return StanzaWriter.getjid(id, connection.account().value(), email, config.namespace());
  }

  private Lookup answer(Answer answer) {
    return switch (answer) {
      case Answer.Result(var iq) -> found(iq);
      case Answer.Refused(var condition) -> {
        if (!NOT_OFFERED.contains(condition)) {
          yield new Lookup.Unknown();
        }
        worthTrying = announced;
        yield new Lookup.NotOffered();
      }
    };
  }

  private Lookup found(Element iq) {
    var account =
        iq.child(config.namespace(), "getjid")
            .flatMap(getjid -> getjid.child(config.namespace(), "jid"))
            .flatMap(jid -> Jids.user(jid.text().strip()));
    return account.isPresent() ? new Lookup.Found(account.get()) : new Lookup.Unknown();
  }
}
