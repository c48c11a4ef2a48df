package chat.monarch.sandbox.service;

import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import java.util.Optional;

/// Answers what clients ask by iq, and refuses what it does not know (IQ-2).
final class Requests {
  private static final String UNKNOWN = "cancel/service-unavailable";

  private final Directory directory;
  private final Switches switches;
  private final Replies replies;
  private final Contacts contacts;
  private final Cards cards;
  private final Archive archive;
  private final Lookup lookup;

  Requests(
      Directory directory,
      Switches switches,
      Contacts contacts,
      Cards cards,
      Archive archive,
      Lookup lookup) {
    this.directory = directory;
    this.switches = switches;
    this.replies = new Replies(directory.domain());
    this.contacts = contacts;
    this.cards = cards;
    this.archive = archive;
    this.lookup = lookup;
  }

  /// The answer as it is to be sent.
  Optional<Element> answer(Request request) throws StanzaFault {
    var payload = request.payload();
    if (payload.is(Ns.JID_LOOKUP, "getjid")) {
      return Optional.of(lookup.answer(request));
    }
    var result = result(request).orElse(null);
    var answer = replies.result(request.session(), request.iq(), result);
    return Optional.of(result != null && isForged(result) ? forged(request, answer) : answer);
  }

  private boolean isForged(Element result) {
    return result.is(Ns.ROSTER, "query") && switches.is(Switch.FAULT_ROSTER_FROM, "contact");
  }

  /// T17: as if a contact had answered.
  private static Element forged(Request request, Element answer) {
    var contact = request.account().roster().stream().findFirst();
    return answer.with("from", contact.map(item -> item.jid().bare()).orElse("nobody"));
  }

  private Optional<Element> result(Request request) throws StanzaFault {
    var payload = request.payload();
    return switch (payload.namespace()) {
      case Ns.ROSTER -> roster(request);
      case Ns.VCARD -> Optional.of(cards.answer(request));
      case Ns.ARCHIVE -> Optional.of(archive.answer(request));
      case Ns.DISCO_INFO, Ns.DISCO_ITEMS -> Optional.of(disco(request));
      case Ns.PING -> ping(request);
      case Ns.SESSION -> session(request);
      default -> throw StanzaFault.of(UNKNOWN);
    };
  }

  private Optional<Element> roster(Request request) throws StanzaFault {
    if (!request.payload().name().equals("query") || !request.isForOwnAccount()) {
      throw StanzaFault.of(UNKNOWN);
    }
    if (request.isSet()) {
      contacts.change(request.account(), request.payload());
      return Optional.empty();
    }
    return Optional.of(
        Element.of(Ns.ROSTER, "query")
            .with(request.account().roster().stream().map(RosterItem::toElement).toList()));
  }

  /// DSC-1, DSC-2.
  private Element disco(Request request) throws StanzaFault {
    var forDomain = request.to() != null && request.isForService(directory.domain());
    if (!forDomain || request.isSet() || !request.payload().name().equals("query")) {
      throw StanzaFault.of(UNKNOWN);
    }
    if (request.payload().attribute("node").isPresent()) {
      throw StanzaFault.of("cancel/item-not-found");
    }
    var query = Element.of(request.payload().namespace(), "query");
    return query.namespace().equals(Ns.DISCO_ITEMS) ? query : features(query);
  }

  private Element features(Element query) {
    var identity =
        Element.of(Ns.DISCO_INFO, "identity")
            .with("category", "server")
            .with("type", "im")
            .with("name", "Messenger");
    var features =
        switches.list(Switch.DISCO_FEATURES).stream()
            .map(feature -> Element.of(Ns.DISCO_INFO, "feature").with("var", feature))
            .toList();
    return query.with(identity).with(features);
  }

  private Optional<Element> ping(Request request) throws StanzaFault {
    var ours = request.isForService(directory.domain()) || request.isForOwnAccount();
    if (!ours || request.isSet() || switches.is(Switch.PING, "error")) {
      throw StanzaFault.of(UNKNOWN);
    }
    return Optional.empty();
  }

  private Optional<Element> session(Request request) throws StanzaFault {
    if (!request.isSet() || !request.isForService(directory.domain())) {
      throw StanzaFault.of(UNKNOWN);
    }
    return Optional.empty();
  }
}
