package chat.monarch.bridge.login;

import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.user.ManagementRooms;
import chat.monarch.domain.LoginState;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.store.Announcement;
import chat.monarch.store.AnnouncementTable;
import chat.monarch.store.LoginTable;
import chat.monarch.store.StoredLogin;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Tells the owners of logins how their connections are. What is to be said is stored first, so
/// that it is said once however often the process ends.
@ApplicationScoped
class Announcements {
  private final AnnouncementTable table;
  private final LoginTable logins;
  private final ManagementRooms rooms;
  private final SignInLinks links;
  private final Telling telling;
  private final Later later;
  private final Clock clock;

  Announcements(
      AnnouncementTable table,
      LoginTable logins,
      ManagementRooms rooms,
      SignInLinks links,
      Telling telling,
      Later later,
      Clock clock) {
    this.table = table;
    this.logins = logins;
    this.rooms = rooms;
    this.links = links;
    this.telling = telling;
    this.later = later;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    later.after(Duration.ZERO, this::sayUnsaid);
  }

  /// The notices about one connection of a login.
  StateNotices about(LoginId login, MatrixUserId owner) {
    return new StateNotices(login, board(login, owner), later, clock);
  }

  private StateNotices.Board board(LoginId login, MatrixUserId owner) {
    return new StateNotices.Board() {
      @Override
      public Optional<Announcement> last() {
        return table.find(login);
      }

      @Override
      public void put(Announcement announcement) {
        table.put(announcement);
        say(owner, announcement);
      }
    };
  }

  /// Says what the last process did not come to say.
  void sayUnsaid() {
    for (var announcement : table.unsaid()) {
      logins.find(announcement.login()).ifPresent(login -> say(login.owner(), announcement));
    }
    logins.all().forEach(this::sayWhyItRests);
  }

  /// No connection is made that could tell it.
  private void sayWhyItRests(StoredLogin login) {
    if (login.state() == LoginState.SIGNED_OUT) {
      return;
    }
    if (login.tokens() == null) {
      var reason = login.state() == LoginState.BAD_CREDENTIALS ? login.reason() : null;
      var sentence = StateNotices.signedOut(login.id(), reason);
      sayUnlessKnown(login, LoginState.BAD_CREDENTIALS, sentence);
    } else if (login.state() == LoginState.SIGNED_IN_ELSEWHERE) {
      sayUnlessKnown(login, login.state(), StateNotices.elsewhere(login.id()));
    }
  }

  private void sayUnlessKnown(StoredLogin login, LoginState state, String sentence) {
    if (table.find(login.id()).filter(last -> last.state() == state).isEmpty()) {
      board(login.id(), login.owner())
          .put(new Announcement(login.id(), state, sentence, clock.instant(), false));
    }
  }

  private void say(MatrixUserId owner, Announcement announcement) {
    if (!announcement.said()) {
      telling.tell(owner, () -> tryToSay(owner, announcement));
    }
  }

  private boolean tryToSay(MatrixUserId owner, Announcement announcement) {
    try {
      if (isOutdated(announcement)) {
        return true;
      }
      var isTaken = rooms.tell(owner, event(owner, announcement), once(announcement));
      if (isTaken) {
        table.setSaid(announcement);
      }
      return isTaken;
    } catch (RuntimeException failure) {
      Log.infof("A notice to %s waits: %s", owner.value(), failure.getMessage());
      return false;
    }
  }

  /// Whether something else happened while the homeserver was away.
  private boolean isOutdated(Announcement announcement) {
    return !table.find(announcement.login()).equals(Optional.of(announcement));
  }

  /// What asks the owner to do something is an ordinary message, so that his client shows it.
  private OutgoingEvent event(MatrixUserId owner, Announcement announcement) {
    var sentence = announcement.sentence();
    var content =
        switch (announcement.state()) {
          case BAD_CREDENTIALS -> new Content.Text(sentence + linkFor(owner, announcement.login()));
          case SIGNED_IN_ELSEWHERE, MISCONFIGURED -> new Content.Text(sentence);
          case CONNECTED, CONNECTING, TRANSIENT_DISCONNECT, SIGNED_OUT ->
              new Content.Notice(sentence);
        };
    return new OutgoingEvent(content, null, null, null, null);
  }

  /// Drawn when it is said: the database keeps no links, and they age.
  private String linkFor(MatrixUserId owner, LoginId login) {
    return links
        .draw(owner, login)
        .map(
            link -> " In the next " + Tickets.LIFETIME.toMinutes() + " minutes you can use " + link)
        .orElse("");
  }

  private static TransactionId once(Announcement announcement) {
    return new TransactionId(
        "state." + announcement.login().value() + "." + announcement.at().toEpochMilli());
  }
}
