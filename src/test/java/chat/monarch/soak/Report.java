package chat.monarch.soak;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// What is printed: a line while it runs, the tables at the end, and a time line for each message
/// with which something is wrong.
final class Report {
  private static final int MOST_SHOWN = 12;
  private static final int CONTEXT = 3;

  private final Timeline timeline;
  private final Consumer<String> out;

  Report(Timeline timeline, Consumer<String> out) {
    this.timeline = timeline;
    this.out = out;
  }

  /// The line while it runs.
  void progress(String phase, Totals toMessenger, Totals toMatrix) {
    out.accept(
        "soak: %s  to Messenger %d/%d  to Matrix %d/%d  told %d  gaps %d  faults %d (last: %s)"
            .formatted(
                phase,
                toMessenger.delivered(),
                toMessenger.sent(),
                toMatrix.delivered(),
                toMatrix.sent(),
                toMessenger.excused(),
                toMatrix.excused(),
                timeline.faults(),
                timeline.last().lines().findFirst().orElse("")));
  }

  /// The end.
  ///
  /// @return whether nothing was lost, doubled or reordered
  boolean end(List<Conversation> talks, long seed) {
    var toMessenger = Totals.toMessenger(talks);
    var toMatrix = Totals.toMatrix(talks);
    for (var i = 0; i < talks.size(); i++) {
      offences(talks.get(i), toMessenger, toMessenger.accounts().get(i));
      offences(talks.get(i), toMatrix, toMatrix.accounts().get(i));
    }
    faults();
    table(List.of(toMessenger, toMatrix), talks);
    out.accept("seed " + seed);
    return toMessenger.isPerfect() && toMatrix.isPerfect();
  }

  private void faults() {
    out.accept("\nFaults that struck");
    for (var kind : Kind.values()) {
      out.accept("  %-38s %5d".formatted(kind.words(), timeline.count(kind)));
    }
    out.accept("  %-38s %5d".formatted("all", timeline.faults()));
  }

  private void table(List<Totals> directions, List<Conversation> talks) {
    var header = "\n%-20s %6s %9s %5s %7s %9s %7s %5s %6s";
    out.accept(
        header.formatted(
            "", "sent", "delivered", "lost", "doubled", "reordered", "altered", "told", "in gap"));
    for (var each : directions) {
      var isToMatrix = each == directions.getLast();
      out.accept(
          "%-20s %6d %9d %5d %7d %9d %7d %5s %6s"
              .formatted(
                  each.direction(),
                  each.sent(),
                  each.delivered(),
                  each.lost(),
                  each.doubled(),
                  each.reordered(),
                  each.altered() + each.strange(),
                  isToMatrix ? "" : each.excused(),
                  isToMatrix ? each.excused() : ""));
    }
    out.accept(
        "%d gap lines; shown late below one, as history: %d; told although delivered: %d"
            .formatted(
                talks.stream().mapToInt(talk -> talk.gaps().size()).sum(),
                directions.getLast().late(),
                talks.stream().mapToLong(Report::toldThoughDelivered).sum()));
  }

  private static long toldThoughDelivered(Conversation talk) {
    return talk.shownToContact().stream()
        .map(Conversation.Message::mark)
        .distinct()
        .filter(talk.told()::contains)
        .count();
  }

  private void offences(Conversation talk, Totals direction, Account account) {
    if (!account.strange().isEmpty()) {
      out.accept(
          "\n%s, %s: shown, never sent: %s"
              .formatted(direction.direction(), talk.pair(), account.strange()));
    }
    var all = Totals.offences(account).toList();
    all.stream().limit(MOST_SHOWN).forEach(offence -> offence(talk, direction, offence));
    if (all.size() > MOST_SHOWN) {
      out.accept(
          "… and %d more of %s, %s"
              .formatted(all.size() - MOST_SHOWN, direction.direction(), talk.pair()));
    }
  }

  private void offence(Conversation talk, Totals direction, Account.Offence offence) {
    out.accept(
        "\n%s %s: %s (%s, history %s)"
            .formatted(
                offence.mark(),
                offence.what(),
                direction.direction(),
                talk.pair(),
                talk.pair().keepsHistory() ? "on" : "off"));
    out.accept("  " + timeline.clock(offence.sent()) + "  written");
    for (var shown : offence.shown()) {
      out.accept("  " + timeline.clock(shown) + "  shown");
    }
    context(talk, offence);
    gaps(talk, offence);
    for (var entry : timeline.around(offence.sent(), offence.last())) {
      out.accept("  " + timeline.clock(entry.at()) + "    · " + entry.what());
    }
  }

  /// Its neighbours where it was written, and where it was shown.
  private void context(Conversation talk, Account.Offence offence) {
    var isOfUser = offence.mark().startsWith("m");
    var written = isOfUser ? talk.writtenByUser() : talk.writtenByContact();
    var shown = isOfUser ? talk.shownToContact() : talk.shownToUser();
    out.accept("  written around it: " + around(written, offence.mark()));
    if (!offence.shown().isEmpty()) {
      out.accept("  shown around it:   " + around(shown, offence.mark()));
    }
  }

  private static List<String> around(List<Conversation.Message> messages, String mark) {
    var marks = messages.stream().map(Conversation.Message::mark).toList();
    var place = marks.lastIndexOf(mark);
    return marks.subList(Math.max(0, place - CONTEXT), Math.min(marks.size(), place + CONTEXT + 1));
  }

  private void gaps(Conversation talk, Account.Offence offence) {
    for (var gap : talk.gaps()) {
      if (isNear(gap.from(), offence) || isNear(gap.to(), offence)) {
        out.accept(
            "  gap line from %s to %s"
                .formatted(timeline.clock(gap.from()), timeline.clock(gap.to())));
      }
    }
  }

  private static boolean isNear(Instant time, Account.Offence offence) {
    return Math.abs(time.getEpochSecond() - offence.sent().getEpochSecond()) < 60;
  }
}
