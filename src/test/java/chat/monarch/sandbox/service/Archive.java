package chat.monarch.sandbox.service;

import chat.monarch.sandbox.service.History.Said;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import chat.monarch.sandbox.wire.Ns;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// The last messages of a pair, in the words of XEP-0136 (B.10).
final class Archive {
  private final Directory directory;
  private final Switches switches;
  private final History history;

  Archive(Directory directory, Switches switches, History history) {
    this.directory = directory;
    this.switches = switches;
    this.history = history;
  }

  Element answer(Request request) throws StanzaFault {
    if (!request.isForService(directory.domain()) && !request.isForOwnAccount()) {
      throw StanzaFault.of("cancel/service-unavailable");
    }
    var payload = request.payload();
    return switch (payload.name()) {
      case "list" -> list(got(request), payload);
      case "retrieve" -> retrieve(got(request), payload);
      // ARC-8
      default -> throw StanzaFault.of("cancel/feature-not-implemented");
    };
  }

  private static Account got(Request request) throws StanzaFault {
    if (request.isSet()) {
      throw StanzaFault.of("modify/bad-request");
    }
    return request.account();
  }

  private Element list(Account account, Element asked) {
    var list = Element.of(Ns.ARCHIVE, "list");
    var peer = asked.attribute("with").flatMap(Jid::parse).orElse(null);
    var window = peer == null ? List.<Said>of() : window(account, peer);
    if (peer == null || window.isEmpty()) {
      return list;
    }
    var max = Rsm.max(asked).orElse(1);
    var headers = max == 0 ? List.<Element>of() : List.of(chat(peer, format(start(window))));
    return withRsm(list.with(headers), asked, headers.size(), 1);
  }

  private Element retrieve(Account account, Element asked) throws StanzaFault {
    var peer =
        asked
            .attribute("with")
            .flatMap(Jid::parse)
            .orElseThrow(() -> StanzaFault.of("modify/bad-request"));
    var wanted = asked.attribute("start").orElseThrow(() -> StanzaFault.of("modify/bad-request"));
    var wantedStart = dateTime(wanted);
    var window = window(account, peer);
    if (window.isEmpty()) {
      return chat(peer, wanted);
    }
    var start = start(window);
    if (switches.is(Switch.ARCHIVE_START, "strict") && !start.equals(wantedStart)) {
      throw StanzaFault.of("cancel/item-not-found");
    }
    var shown = last(window, Rsm.max(asked).orElse(window.size()));
    var chat = extras(chat(peer, format(start))).with(messages(account, start, shown));
    return withRsm(chat, asked, shown.size(), window.size());
  }

  /// ARC-1, ARC-5: nothing is shown where neither of both keeps a history.
  private List<Said> window(Account account, Jid peer) {
    var other = directory.find(peer).orElse(null);
    if (other == null || !(account.keepsHistory() || other.keepsHistory())) {
      return List.of();
    }
    return history.last(account.cid(), other.cid(), switches.count(Switch.ARCHIVE_LIMIT));
  }

  private static Instant start(List<Said> window) {
    return window.getFirst().at().truncatedTo(ChronoUnit.SECONDS);
  }

  private static <T> List<T> last(List<T> all, int count) {
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  private static Element chat(Jid peer, String start) {
    return Element.of(Ns.ARCHIVE, "chat").with("with", peer.bare()).with("start", start);
  }

  /// ARC-6: rounded down from the collection's start, so that the sums are exact.
  private List<Element> messages(Account account, Instant start, List<Said> shown) {
    var elements = new ArrayList<Element>();
    var previous = 0L;
    for (var said : shown) {
      var offset = Math.max(previous, Duration.between(start, said.at()).toSeconds());
      var direction = said.from().equals(account.cid()) ? "to" : "from";
      elements.add(
          Element.of(Ns.ARCHIVE, direction)
              .with("secs", Long.toString(offset - previous))
              .with(Element.of(Ns.ARCHIVE, "body", said.body())));
      previous = offset;
    }
    return elements;
  }

  private Element extras(Element chat) {
    if (!switches.isOn(Switch.ARCHIVE_EXTRAS)) {
      return chat;
    }
    return chat.with("subject", "A conversation")
        .with("thread", "t1")
        .with("version", "0")
        .with(Element.of(Ns.ARCHIVE, "previous"))
        .with(Element.of(Ns.ARCHIVE, "next"))
        .with(Element.of(Ns.ARCHIVE, "note", "A note"));
  }

  /// ARC-7: what was given is all there is to page through.
  private Element withRsm(Element answer, Element asked, int given, int all) {
    if (!Rsm.isIn(asked) || switches.is(Switch.ARCHIVE_RSM, "none")) {
      return answer;
    }
    return answer.with(Rsm.answer(given, all));
  }

  private static String format(Instant instant) {
    return instant.toString();
  }

  private static Instant dateTime(String text) throws StanzaFault {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException _) {
      throw StanzaFault.of("modify/bad-request");
    }
  }
}
