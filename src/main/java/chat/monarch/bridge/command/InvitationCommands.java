package chat.monarch.bridge.command;

import chat.monarch.bridge.contact.InvitationAnswers;
import chat.monarch.bridge.contact.Names;
import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.store.InvitationRow;
import chat.monarch.store.InvitationTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Commands about invitations to become contacts.
@ApplicationScoped
class InvitationCommands {
  private final Logins logins;
  private final InvitationTable table;
  private final InvitationAnswers answers;
  private final Names names;

  InvitationCommands(Logins logins, InvitationTable table, InvitationAnswers answers, Names names) {
    this.logins = logins;
    this.table = table;
    this.answers = answers;
    this.names = names;
  }

  void list(Conversation with) {
    var mine = logins.loginsOf(with.user());
    if (mine.isEmpty()) {
      with.reply(Chosen.NO_ACCOUNT);
      return;
    }
    var rows = rows(mine);
    var asking = lines(rows, InvitationRow::isAsking, this::asking);
    var asked = lines(rows, row -> !row.incoming(), this::asked);
    with.reply(
        (asking.isEmpty()
                ? "Nobody waits for your answer."
                : "These want to be contacts of yours; type `accept` or `decline` with the"
                    + " number:\n"
                    + asking)
            + (asked.isEmpty() ? "" : "\nThese you have invited:\n" + asked));
  }

  private List<InvitationRow> rows(List<Login> mine) {
    return mine.stream().flatMap(login -> table.of(login.id()).stream()).toList();
  }

  private static String lines(
      List<InvitationRow> rows,
      Predicate<InvitationRow> which,
      Function<InvitationRow, String> line) {
    return rows.stream().filter(which).map(line).collect(Collectors.joining("\n"));
  }

  private String asking(InvitationRow row) {
    return row.number()
        + ": "
        + (row.nick() == null ? "" : "“" + row.nick() + "” ")
        + "(`"
        + row.contact().value()
        + "`)"
        + Optional.ofNullable(row.message()).map(said -> " writes: “" + said + "”").orElse("");
  }

  private String asked(InvitationRow row) {
    var how =
        switch (row.state()) {
          case ACCEPTED -> "accepted";
          case DECLINED -> "declined";
          case OPEN, LISTED, ACCEPTING, ANSWERED, DECLINING -> "not answered yet";
        };
    return "- " + who(row) + ": " + how;
  }

  private String who(InvitationRow row) {
    return names.withId(row.login(), row.contact());
  }

  void answer(Conversation with, String which, boolean accept) {
    var fitting =
        rows(logins.loginsOf(with.user())).stream()
            .filter(InvitationRow::isAsking)
            .filter(row -> isCalled(row, which))
            .toList();
    if (fitting.size() == 1) {
      with.reply(answer(fitting.getFirst(), accept));
    } else if (fitting.isEmpty()) {
      with.reply("There is no open invitation with that number or id. `invitations` lists them.");
    } else {
      with.reply(
          "There are several; take the number of one of them:\n"
              + lines(fitting, _ -> true, this::asking));
    }
  }

  private static boolean isCalled(InvitationRow row, String which) {
    var typed = which.strip().toLowerCase(Locale.ROOT);
    return typed.equals(String.valueOf(row.number())) || typed.equals(row.contact().value());
  }

  private String answer(InvitationRow row, boolean accept) {
    return answers.answer(row, accept)
        + (accept ? " `start-chat " + row.contact().value() + "` opens the conversation." : "");
  }
}
