package chat.monarch.bridge.contact;

import chat.monarch.bridge.ghost.Ghosts;
import chat.monarch.bridge.login.Later;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.login.Rosters;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.GhostTable;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/// What the service says of contacts and of who wants to be one, and who is to know it.
@ApplicationScoped
public class ContactEvents {
  private final IncomingInvitations incoming;
  private final OutgoingInvitations outgoing;
  private final Rosters rosters;
  private final Ghosts ghosts;
  private final GhostTable table;
  private final Logins logins;
  private final Later later;

  ContactEvents(
      IncomingInvitations incoming,
      OutgoingInvitations outgoing,
      Rosters rosters,
      Ghosts ghosts,
      GhostTable table,
      Logins logins,
      Later later) {
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.rosters = rosters;
    this.ghosts = ghosts;
    this.table = table;
    this.logins = logins;
    this.later = later;
  }

  /// A login is online; its roster is kept.
  public void online(LoginId login) {
    outgoing.online(login);
    incoming.online(login);
    later.after(Duration.ZERO, () -> showNames(login));
  }

  /// Those that may be called otherwise than before; a card's name changes with the card only.
  private void showNames(LoginId login) {
    var named = table.namesIn(login).keySet();
    var unnamed = table.withoutNameIn(login);
    rosters.of(login).stream()
        .filter(contact -> !named.contains(contact.id()))
        .filter(contact -> contact.name() == null || unnamed.contains(contact.id()))
        .forEach(contact -> showName(login, contact));
  }

  /// The roster shows somebody like that.
  public void changed(LoginId login, Contact contact) {
    if (contact.isEstablished()) {
      incoming.established(login, contact.id());
    }
    outgoing.changed(login, contact);
    later.after(Duration.ZERO, () -> showName(login, contact));
  }

  /// Somebody asks to become a contact.
  public void invited(LoginId login, Invitation invitation) {
    incoming.invited(login, invitation);
  }

  /// Somebody answered who was asked.
  public void answered(LoginId login, RemoteUserId contact, boolean accepted) {
    outgoing.answered(login, contact, accepted);
  }

  /// Whoever has no name in the roster is asked for his card, so that he has one at all; a ghost
  /// that there is follows the roster where its card says no name (ROS-2).
  private void showName(LoginId login, Contact contact) {
    if (!contact.isEstablished()) {
      return;
    }
    try {
      if (contact.name() == null) {
        logins.session(login).ifPresent(session -> ghosts.ensure(contact.id(), session));
      } else {
        ghosts.follow(contact.id(), logins.session(login).orElse(null));
      }
    } catch (HomeserverException failure) {
      Log.infof("The name of %s waits: %s", contact.id().value(), failure.getMessage());
    }
  }
}
