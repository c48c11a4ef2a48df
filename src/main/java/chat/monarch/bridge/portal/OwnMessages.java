package chat.monarch.bridge.portal;

import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.user.DoublePuppets;
import chat.monarch.domain.Portal;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.store.OutboxRow;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Shows what a portal's owner wrote with other Messenger clients: as his own where the bridge may
/// write as him, else by a notice of the bot, of which nobody is notified.
@ApplicationScoped
@Startup
class OwnMessages {
  private static final Logger LOG = Logger.getLogger(OwnMessages.class);
  private static final String ELSEWHERE = "You (elsewhere): ";

  private final Logins logins;
  private final DoublePuppets puppets;
  private final Homeserver homeserver;

  /// When the process began: this is made then, before any work.
  private final Instant start;

  OwnMessages(Logins logins, DoublePuppets puppets, Homeserver homeserver, Clock clock) {
    this.logins = logins;
    this.puppets = puppets;
    this.homeserver = homeserver;
    this.start = clock.instant();
  }

  /// Shows a message.
  ///
  /// @return the events that show it
  /// @throws HomeserverException when not even the bot can
  List<EventId> show(Portal portal, RoomId room, OutboxRow row, String body) {
    var saying = new Saying(room, row, shown(room, row));
    var puppet = puppet(portal);
    if (puppet.isEmpty() || !isSaid(puppet.get(), portal, saying, body)) {
      saying.say(homeserver.bot(), homeserver.parts(ELSEWHERE + body), Content.Notice::new);
    }
    return saying.events();
  }

  /// What the owner can do through us, if anything.
  Optional<Intent> puppet(Portal portal) {
    return logins.owner(portal.key().login()).flatMap(puppets::find);
  }

  /// What the room shows already of a message that may have been tried before: a puppet has no
  /// device by which the homeserver remembers over its restart, and the bot may go on where the
  /// puppet was refused.
  private List<EventId> shown(RoomId room, OutboxRow row) {
    return row.attempt() > 0 || row.created().isBefore(start)
        ? homeserver.bot().showing(room, row.remoteId())
        : List.of();
  }

  private boolean isSaid(Intent puppet, Portal portal, Saying saying, String body) {
    try {
      sayAs(puppet, portal, saying, body);
      return true;
    } catch (HomeserverException.Refused refusal) {
      LOG.infof("The bot says message %s: %s", saying.row().remoteId(), refusal.getMessage());
      return false;
    }
  }

  /// Who was invited and did not come yet is brought in; who left is not.
  private void sayAs(Intent puppet, Portal portal, Saying saying, String body) {
    try {
      saying.say(puppet, homeserver.parts(body), Content.Text::new);
    } catch (HomeserverException.Refused refusal) {
      if (portal.ownerLeft() || !puppets.isAllowed(puppet)) {
        throw refusal;
      }
      puppet.join(saying.room());
      saying.say(puppet, homeserver.parts(body), Content.Text::new);
    }
  }
}
