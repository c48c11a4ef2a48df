package chat.monarch.bridge.contact;

import chat.monarch.bridge.login.Later;
import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.login.Telling;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.user.ManagementRooms;
import chat.monarch.domain.InvitationState;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.InvitationRow;
import chat.monarch.store.InvitationTable;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/// Tells users of invitations, in their management rooms. That it is to be said is stored with the
/// invitation, so that it is said once however often connection and process end.
@ApplicationScoped
class InvitationNotices {
  private final InvitationTable table;
  private final Names names;
  private final Logins logins;
  private final ManagementRooms rooms;
  private final Telling telling;
  private final Later later;

  InvitationNotices(
      InvitationTable table,
      Names names,
      Logins logins,
      ManagementRooms rooms,
      Telling telling,
      Later later) {
    this.table = table;
    this.names = names;
    this.logins = logins;
    this.rooms = rooms;
    this.telling = telling;
    this.later = later;
  }

  void start(@Observes StartupEvent event) {
    later.after(Duration.ZERO, this::sayUnsaid);
  }

  /// Says what the last process did not come to say.
  void sayUnsaid() {
    table.unsaid().forEach(this::say);
  }

  /// Says how an invitation is, if its row says that it is to be said. Returns at once.
  void say(InvitationRow row) {
    logins.owner(row.login()).ifPresent(owner -> telling.tell(owner, () -> tryToSay(row)));
  }

  private boolean tryToSay(InvitationRow row) {
    try {
      var present = table.find(row.login(), row.contact(), row.incoming());
      var login = logins.find(row.login());
      if (login.isEmpty() || present.filter(now -> isThe(now, row)).isEmpty()) {
        return true;
      }
      var text = text(login.get(), present.get());
      var taken = rooms.tell(login.get().owner(), event(text, present.get()), once(row));
      if (taken) {
        table.setSaid(row);
      }
      return taken;
    } catch (RuntimeException failure) {
      Log.infof("A notice of an invitation waits: %s", failure.getMessage());
      return false;
    }
  }

  /// Whether nothing happened meanwhile that makes it old.
  private static boolean isThe(InvitationRow now, InvitationRow row) {
    return !now.said() && now.number() == row.number() && now.state() == row.state();
  }

  private String text(Login login, InvitationRow row) {
    return row.incoming() ? asked(login, row) : answered(row);
  }

  private String asked(Login login, InvitationRow row) {
    return who(row)
        + " wants to be a contact of "
        + login.who()
        + Optional.ofNullable(row.message()).map(said -> " and writes: “" + said + "”").orElse("")
        + ". Type `accept "
        + row.number()
        + "` or `decline "
        + row.number()
        + "`. Name and words are the sender's own; Messenger does not check them.";
  }

  /// An invitation's sender, whose words are not to be taken for ours.
  private static String who(InvitationRow row) {
    return row.nick() == null
        ? "`" + row.contact().value() + "`"
        : "“" + row.nick() + "” (`" + row.contact().value() + "`)";
  }

  private String answered(InvitationRow row) {
    var who = names.withId(row.login(), row.contact());
    return row.state() == InvitationState.ACCEPTED
        ? who + " has accepted your invitation and is a contact now."
        : who + " has declined your invitation.";
  }

  /// What asks for an answer is an ordinary message, so that the user's client shows it.
  private static OutgoingEvent event(String text, InvitationRow row) {
    var content = row.incoming() ? new Content.Text(text) : new Content.Notice(text);
    return new OutgoingEvent(content, null, null, null, null);
  }

  private static TransactionId once(InvitationRow row) {
    return new TransactionId(
        "invitation."
            + row.login().value()
            + "."
            + row.contact().value()
            + (row.incoming() ? ".in." : ".out.")
            + row.number()
            + "."
            + row.state());
  }
}
