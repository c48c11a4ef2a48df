package chat.monarch.messenger.stanza;

import chat.monarch.bridge.port.Archive;
import chat.monarch.messenger.transport.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what the archive answers (B.10).
public final class ArchiveReader {
  private static final String RSM = "http://jabber.org/protocol/rsm";

  /// So many messages the service keeps to look at; it may keep fewer, never more (part A 6).
  private static final int WINDOW = 10;

  private ArchiveReader() {}

  /// The latest conversation in an answer to `list`, or the answer itself where it is one.
  public static Optional<Element> latest(Element answer) {
    if (answer.is(Payloads.ARCHIVE, "chat")) {
      return Optional.of(answer);
    }
    return answer.children().stream()
        .filter(child -> child.is(Payloads.ARCHIVE, "chat"))
        .max(Comparator.comparing(chat -> start(chat).orElse(Instant.MIN)));
  }

  /// Whether a conversation has messages in it, or is only the mention of one.
  public static boolean hasMessages(Element chat) {
    return chat.children().stream().anyMatch(ArchiveReader::isMessage);
  }

  /// The messages of a conversation, the last ones if there are more than were asked for.
  public static Archive window(Element chat, int max) {
    var entries = entries(chat);
    if (entries.isEmpty()) {
      return new Archive.Empty();
    }
    var last = entries.subList(Math.max(0, entries.size() - max), entries.size());
    return new Archive.Window(List.copyOf(last), isComplete(chat, last.size(), max));
  }

  /// Fewer than asked for, and fewer than are ever kept: then nothing is older.
  private static boolean isComplete(Element chat, int shown, int max) {
    var count =
        chat.child(RSM, "set")
            .flatMap(set -> set.child(RSM, "count"))
            .map(element -> element.text().strip())
            .orElse(Integer.toString(shown));
    return shown < Math.min(max, WINDOW) && count.equals(Integer.toString(shown));
  }

  private static List<Archive.Entry> entries(Element chat) {
    var entries = new ArrayList<Archive.Entry>();
    var time = start(chat).orElse(null);
    for (var message : chat.children()) {
      if (isMessage(message)) {
        time = time(message, time);
        var at = time;
        if (at != null) {
          message
              .child(Payloads.ARCHIVE, "body")
              .map(body -> new Archive.Entry(message.localName().equals("to"), body.text(), at))
              .ifPresent(entries::add);
        }
      }
    }
    return entries;
  }

  private static @Nullable Instant time(Element message, @Nullable Instant previous) {
    var utc = message.attribute("utc").flatMap(Times::read);
    return utc.orElseGet(() -> previous == null ? null : previous.plusSeconds(seconds(message)));
  }

  private static long seconds(Element message) {
    return message
        .attribute("secs")
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  private static Optional<Instant> start(Element chat) {
    return chat.attribute("start").flatMap(Times::read);
  }

  private static boolean isMessage(Element child) {
    return child.is(Payloads.ARCHIVE, "from") || child.is(Payloads.ARCHIVE, "to");
  }
}
