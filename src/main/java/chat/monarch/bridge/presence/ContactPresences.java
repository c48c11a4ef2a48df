package chat.monarch.bridge.presence;

import chat.monarch.bridge.login.Later;
import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.PortalTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// How the contacts of each login are, as its stream told last (PRS-6). After a stream's end they
/// stay so for a while, so that a short break is not seen (SOH-8).
@ApplicationScoped
public class ContactPresences implements WhoIsThere {
  /// A login that is not back by then knows nothing of its contacts.
  static final Duration GRACE = Duration.ofSeconds(30);

  /// Who was not spoken of so long after the next stream began is offline.
  static final Duration RENEWAL = Duration.ofSeconds(60);

  private final PortalTable portals;
  private final Showing ghosts;
  private final Later later;
  private final Map<LoginId, Contacts> logins = new ConcurrentHashMap<>();

  ContactPresences(PortalTable portals, Showing ghosts, Later later) {
    this.portals = portals;
    this.ghosts = ghosts;
    this.later = later;
    portals.onAudience(this::audienceChanged);
  }

  /// How a contact is.
  ///
  /// @param stream the number of the stream that told it
  private record Known(Presence presence, int stream) {}

  /// What one login knows; guarded by itself.
  private static final class Contacts {
    private final Map<RemoteUserId, Known> known = new HashMap<>();
    private Set<RemoteUserId> seen = Set.of();
    private int stream;
    private boolean connected;
  }

  @Override
  public Presence of(LoginId login, RemoteUserId contact) {
    var contacts = contacts(login);
    synchronized (contacts) {
      var known = contacts.known.get(contact);
      return known == null ? Presence.OFFLINE : known.presence();
    }
  }

  /// A stream of the login begins.
  public void online(LoginId login) {
    var contacts = contacts(login);
    synchronized (contacts) {
      contacts.seen = seen(login);
      contacts.connected = true;
      var stream = ++contacts.stream;
      if (!contacts.known.isEmpty()) {
        later.after(RENEWAL, () -> forget(login, stream, true));
      }
    }
  }

  private Set<RemoteUserId> seen(LoginId login) {
    return portals.of(login).stream()
        .filter(Portal::isSeen)
        .map(portal -> portal.key().contact())
        .collect(Collectors.toSet());
  }

  /// A contact is so from now on.
  public void presence(LoginId login, RemoteUserId contact, Presence presence) {
    var contacts = contacts(login);
    synchronized (contacts) {
      if (presence.isOffline()) {
        contacts.known.remove(contact);
      } else {
        contacts.known.put(contact, new Known(presence, contacts.stream));
      }
      if (contacts.seen.contains(contact)) {
        ghosts.show(login, contact, presence);
      }
    }
  }

  /// A contact's ghost typed or wrote.
  public void acted(RemoteUserId contact) {
    ghosts.acted(contact);
  }

  /// The login's stream ended.
  public void disconnected(LoginId login) {
    var contacts = contacts(login);
    synchronized (contacts) {
      if (contacts.connected) {
        contacts.connected = false;
        var stream = contacts.stream;
        later.after(GRACE, () -> forget(login, stream + 1, false));
      }
    }
  }

  /// Those of whom the streams before told become offline.
  ///
  /// @param whenConnected whether that holds for a login with a stream, or for one without
  private void forget(LoginId login, int before, boolean whenConnected) {
    var contacts = contacts(login);
    synchronized (contacts) {
      if (contacts.connected != whenConnected) {
        return;
      }
      var gone =
          contacts.known.entrySet().stream()
              .filter(entry -> entry.getValue().stream() < before)
              .map(Map.Entry::getKey)
              .toList();
      gone.forEach(contact -> presence(login, contact, Presence.OFFLINE));
    }
  }

  /// The login is gone for good.
  public void removed(LoginId login) {
    var contacts = contacts(login);
    synchronized (contacts) {
      contacts.connected = false;
      forget(login, Integer.MAX_VALUE, false);
      logins.remove(login);
    }
  }

  /// A portal's room got or lost its owner.
  private void audienceChanged(Portal portal) {
    var login = portal.key().login();
    var contact = portal.key().contact();
    var contacts = contacts(login);
    synchronized (contacts) {
      var seen = new HashSet<>(contacts.seen);
      if (portal.isSeen() ? seen.add(contact) : seen.remove(contact)) {
        contacts.seen = seen;
        ghosts.show(login, contact, portal.isSeen() ? of(login, contact) : Presence.OFFLINE);
      }
    }
  }

  private Contacts contacts(LoginId login) {
    return logins.computeIfAbsent(login, _ -> new Contacts());
  }
}
