package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Addition;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.MessengerConfig;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.StreamFailure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks people to become contacts, and answers those who ask (B.6, B.7).
final class Subscriptions {
  /// What is answered to a change of somebody who is in the roster already (MOD-1).
  private static final Set<String> NO_CHANGES =
      Set.of("feature-not-implemented", "not-allowed", "service-unavailable");

  private final MessengerConfig config;

  Subscriptions(MessengerConfig config) {
    this.config = config;
  }

  /// Puts somebody into the roster, if he is not there, and asks him.
  ///
  /// @param listed whether he is there
  Addition add(Connection connection, RemoteUserId contact, @Nullable String name, boolean listed) {
    try {
      if (listed) {
        return ask(connection, contact, name == null);
      }
      return switch (put(connection, contact, name)) {
        case Answer.Result _ -> ask(connection, contact, true);
        case Answer.Refused(var why) when why.equals("item-not-found") -> new Addition.Unknown();
        case Answer.Refused(var why) when isThere(why, contact, connection) ->
            ask(connection, contact, name == null);
        case Answer.Refused(var why) -> new Addition.Refused(why);
      };
    } catch (StreamFailure failure) {
      return new Addition.NoAnswer(String.valueOf(failure.getMessage()));
    }
  }

  private static boolean isThere(String condition, RemoteUserId contact, Connection connection) {
    return NO_CHANGES.contains(condition) && !contact.equals(connection.account());
  }

  private static Answer put(Connection connection, RemoteUserId contact, @Nullable String name)
      throws StreamFailure {
    return connection
        .calls()
        .ask(null, SignIn.ANSWER, id -> StanzaWriter.rosterSet(id, contact.value(), name));
  }

  private Addition ask(Connection connection, RemoteUserId contact, boolean named)
      throws StreamFailure {
    connection.stream().write(StanzaWriter.subscription("subscribe", contact));
    return KeepAlive.prove(connection, config)
        ? new Addition.Asked(named)
        : new Addition.NoAnswer("the connection broke");
  }

  /// Accepts or declines.
  ///
  /// @return whether the service has the answer
  boolean answer(Connection connection, RemoteUserId inviter, boolean accept) {
    try {
      connection.stream()
          .write(StanzaWriter.subscription(accept ? "subscribed" : "unsubscribed", inviter));
      return KeepAlive.prove(connection, config);
    } catch (StreamFailure _) {
      return false;
    }
  }
}
