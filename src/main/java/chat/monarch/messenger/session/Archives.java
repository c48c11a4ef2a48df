package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Archive;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.stanza.ArchiveReader;
import chat.monarch.messenger.stanza.Payloads;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.StreamFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Asks one session's archive (ARC-10 … ARC-14).
final class Archives {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int MOST = 100;
  private static final String BEGINNING = "1970-01-01T00:00:00Z";
  private static final Set<String> NO_LIST =
      Set.of("feature-not-implemented", "service-unavailable", "bad-request");

  private static final Archive UNREADABLE = new Archive.Unanswered("its answer cannot be read");

  private final Calls calls;
  private final Set<RemoteUserId> without = ConcurrentHashMap.newKeySet(1);

  Archives(Calls calls) {
    this.calls = calls;
  }

  /// The last messages with a contact. An error means that there is no history with him in this
  /// session.
  Archive ask(RemoteUserId contact, int max) {
    if (without.contains(contact)) {
      return new Archive.Refused("the service refused it before");
    }
    try {
      return list(contact, Math.clamp(max, 1, MOST), true);
    } catch (StreamFailure e) {
      return new Archive.Unanswered(String.valueOf(e.getMessage()));
    }
  }

  private Archive list(RemoteUserId contact, int max, boolean mayRepeat) throws StreamFailure {
    return switch (call(id -> StanzaWriter.archiveList(id, contact.value(), max))) {
      case Answer.Result(var iq) -> {
        var list = payload(iq);
        yield list.isEmpty() ? UNREADABLE : latest(list.get(), contact, max, mayRepeat);
      }
      case Answer.Refused(var condition) ->
          NO_LIST.contains(condition)
              ? retrieve(contact, BEGINNING, max, false)
              : refused(contact, condition);
    };
  }

  private Archive latest(Element list, RemoteUserId contact, int max, boolean mayRepeat)
      throws StreamFailure {
    var latest = ArchiveReader.latest(list);
    if (latest.isEmpty()) {
      return new Archive.Empty();
    }
    var chat = latest.get();
    return ArchiveReader.hasMessages(chat)
        ? ArchiveReader.window(chat, max)
        : retrieve(contact, chat.attribute("start").orElse(BEGINNING), max, mayRepeat);
  }

  private Archive retrieve(RemoteUserId contact, String start, int max, boolean mayRepeat)
      throws StreamFailure {
    return switch (call(id -> StanzaWriter.archiveRetrieve(id, contact.value(), start, max))) {
      case Answer.Result(var iq) ->
          payload(iq).map(chat -> ArchiveReader.window(chat, max)).orElse(UNREADABLE);
      case Answer.Refused(var condition) ->
          condition.equals("item-not-found") && mayRepeat
              ? list(contact, max, false)
              : refused(contact, condition);
    };
  }

  private Archive refused(RemoteUserId contact, String condition) {
    without.add(contact);
    return new Archive.Refused("the service answered " + condition);
  }

  private Answer call(Function<String, String> request) throws StreamFailure {
    return calls.askInTurn(null, ANSWER, request);
  }

  private static Optional<Element> payload(Element iq) {
    return iq.children().stream()
        .filter(child -> child.namespace().equals(Payloads.ARCHIVE))
        .findFirst();
  }
}
