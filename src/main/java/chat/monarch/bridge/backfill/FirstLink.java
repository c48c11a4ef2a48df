package chat.monarch.bridge.backfill;

import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.Session;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.PortalTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// Opens portals when an account was just linked: for the contacts with whom there is a history,
/// the
/// latest first, and no more than configured.
@ApplicationScoped
public class FirstLink {
  private static final int AT_A_TIME = 2;

  private final PortalTable portals;
  private final Backfill backfill;

  FirstLink(PortalTable portals, Backfill backfill) {
    this.portals = portals;
    this.backfill = backfill;
  }

  /// Queues the history of those contacts.
  ///
  /// @param most how many portals at most
  /// @return the portals, the latest used first
  public List<Portal> open(LoginId login, List<RemoteUserId> contacts, Session session, int most) {
    return histories(contacts, session).stream()
        .sorted(Comparator.comparing(History::latest).reversed())
        .limit(most)
        .map(history -> open(login, history))
        .toList();
  }

  private Collection<History> histories(List<RemoteUserId> contacts, Session session) {
    var found = new ConcurrentLinkedQueue<History>();
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      contacts.forEach(contact -> threads.execute(() -> find(contact, session, found)));
    }
    return found;
  }

  private void find(RemoteUserId contact, Session session, Collection<History> found) {
    if (backfill.ask(contact, session) instanceof Archive.Window window
        && !window.entries().isEmpty()) {
      found.add(new History(contact, window));
    }
  }

  private Portal open(LoginId login, History history) {
    var portal =
        portals.find(portals.ensure(new PortalKey(login, history.contact()))).orElseThrow();
    if (!portal.backfilled()) {
      backfill.importHistory(portal, history.window());
    }
    return portal;
  }

  private record History(RemoteUserId contact, Archive.Window window) {
    Instant latest() {
      return window.entries().getLast().at();
    }
  }
}
