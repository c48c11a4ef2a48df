package chat.monarch.messenger.session;

import chat.monarch.bridge.port.SessionEvents;
import chat.monarch.messenger.session.SupervisedSession.Live;
import chat.monarch.messenger.stanza.Payloads;
import chat.monarch.messenger.stanza.RosterReader;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.StreamFailure;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// One session from the roster to the end of its stream, in the order of START-1.
final class Service {
  private static final Logger LOG = Logger.getLogger(Service.class);
  private static final Duration DISCO = Duration.ofSeconds(5);

  private final Supervisor.Tools tools;
  private final Connection connection;
  private final SessionEvents events;
  private final Doubt doubt;
  private final OwnPresence presence;

  Service(
      Supervisor.Tools tools,
      Connection connection,
      SessionEvents events,
      Doubt doubt,
      OwnPresence presence) {
    this.tools = tools;
    this.connection = connection;
    this.events = events;
    this.doubt = doubt;
    this.presence = presence;
  }

  /// Serves until the stream ends.
  ///
  /// @param usable called when the session can be used
  /// @param online called when those who use it know of it
  /// @throws StreamFailure always, with the reason of the end
  void run(Consumer<Live> usable, Runnable online) throws StreamFailure {
    var lookups = new Lookups(connection, tools.config().jidlookup(), offersLookup());
    var contacts = RosterReader.contacts(roster());
    var config = tools.config();
    var states = new ChatStates(config.chatstates().send(), config.message().rate(), tools.clock());
    usable.accept(new Live(connection, new Archives(connection.calls()), lookups, states));
    events.online(connection.account(), contacts, doubt.since());
    // Only now, since that made conversations wait for their looks at the archive.
    online.run();
    doubt.follow(connection.stream());
    if (announce()) {
      events.ready();
      Thread.ofVirtual().start(new KeepAlive(connection, tools.config()));
    }
    new Listening(connection, tools.reader(), events, states).listen();
  }

  /// Sends the initial presence. Where the stream is at its end, only what it brought is left.
  private boolean announce() {
    try {
      presence.announce(connection.stream());
      return true;
    } catch (StreamFailure end) {
      LOG.debugf("No presence was sent: %s", end.getMessage());
      return false;
    }
  }

  /// Whether the service says that it can, or does not say what it can (DSC-3).
  private boolean offersLookup() {
    var domain = tools.config().domain();
    try {
      var answer = connection.calls().ask(domain, DISCO, id -> StanzaWriter.disco(id, domain));
      return switch (answer) {
        case Answer.Refused _ -> true;
        case Answer.Result(var iq) ->
            iq.child(Payloads.DISCO, "query")
                .map(query -> names(query, tools.config().jidlookup().namespace()))
                .orElse(true);
      };
    } catch (StreamFailure e) {
      LOG.debugf("The service does not say what it can: %s", e.getMessage());
      return true;
    }
  }

  private static boolean names(Element query, String feature) {
    return query.children().stream()
        .anyMatch(
            child ->
                child.is(Payloads.DISCO, "feature")
                    && child.attribute("var").filter(feature::equals).isPresent());
  }

  private Element roster() throws StreamFailure {
    return switch (connection.calls().ask(null, SignIn.ANSWER, StanzaWriter::roster)) {
      case Answer.Result(var iq) ->
          iq.child(Payloads.ROSTER, "query")
              .orElseThrow(() -> new StreamFailure.Lost("the contact list cannot be read"));
      case Answer.Refused(var condition) ->
          throw new StreamFailure.Lost("the service refused the contact list: " + condition);
    };
  }
}
