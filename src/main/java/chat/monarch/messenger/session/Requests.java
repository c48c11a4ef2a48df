package chat.monarch.messenger.session;

import chat.monarch.bridge.port.SessionEvents;
import chat.monarch.messenger.stanza.Jids;
import chat.monarch.messenger.stanza.Payloads;
import chat.monarch.messenger.stanza.RosterReader;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.StreamFailure;
import org.jivesoftware.smack.packet.StanzaError.Condition;
import org.jspecify.annotations.Nullable;

/// Answers what the service asks of us: roster pushes, pings, disco (KA-3, ROS-4, IQ-2).
final class Requests {
  private final Connection connection;
  private final SessionEvents events;

  Requests(Connection connection, SessionEvents events) {
    this.connection = connection;
    this.events = events;
  }

  /// Answers an IQ that is no answer itself.
  void answer(Element iq) throws StreamFailure {
    var id = iq.attribute("id").orElse("");
    var from = iq.attribute("from").orElse(null);
    if (id.isEmpty() || (from != null && Jids.read(from).isEmpty())) {
      return;
    }
    connection.stream().write(reply(iq, id, from));
  }

  private String reply(Element iq, String id, @Nullable String from) {
    if (iq.children().size() != 1) {
      return StanzaWriter.error(id, from, Condition.bad_request);
    }
    var payload = iq.children().getFirst();
    var known = from == null || connection.calls().isService(from);
    if (known && isSet(iq) && payload.is(Payloads.ROSTER, "query")) {
      push(payload);
      return StanzaWriter.result(id, from);
    }
    if (known && isGet(iq) && payload.is(Payloads.PING, "ping")) {
      return StanzaWriter.result(id, from);
    }
    if (known && isGet(iq) && payload.is(Payloads.DISCO, "query")) {
      return StanzaWriter.discoResult(id, from);
    }
    return StanzaWriter.error(id, from, Condition.service_unavailable);
  }

  private static boolean isSet(Element iq) {
    return iq.attribute("type").filter("set"::equals).isPresent();
  }

  private static boolean isGet(Element iq) {
    return iq.attribute("type").filter("get"::equals).isPresent();
  }

  private void push(Element query) {
    RosterReader.contacts(query).forEach(events::contactChanged);
    RosterReader.removed(query).forEach(events::contactRemoved);
  }
}
