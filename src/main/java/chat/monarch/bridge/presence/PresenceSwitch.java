package chat.monarch.bridge.presence;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.HomeserverReturned;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/// Whether presence is switched on at the homeserver. It is looked for when the first account is
/// connected, and after each absence of the homeserver: without a restart it does not change.
@ApplicationScoped
public class PresenceSwitch {
  private static final Logger LOG = Logger.getLogger(PresenceSwitch.class);

  private final Homeserver homeserver;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private boolean looked;
  private volatile boolean off;

  PresenceSwitch(Homeserver homeserver) {
    this.homeserver = homeserver;
  }

  /// Whether the homeserver is known to keep no presence.
  public boolean isOff() {
    return off;
  }

  /// Has somebody told when presence was switched on.
  void onSwitchedOn(Runnable listener) {
    listeners.add(listener);
  }

  /// Looks, unless somebody did. Blocks.
  synchronized void look() {
    if (looked) {
      return;
    }
    try {
      set(!homeserver.bot().isPresenceKept());
      looked = true;
    } catch (HomeserverException.Refused refusal) {
      LOG.debugf("The homeserver has no presence: %s", refusal.getMessage());
      set(true);
      looked = true;
    } catch (HomeserverException.Unavailable failure) {
      LOG.infof("Whether there is presence is looked for later: %s", failure.getMessage());
    }
  }

  private void set(boolean now) {
    if (now && !off) {
      LOG.info(
          "Presence is switched off at the homeserver: contacts' presence is not shown, and that of"
              + " users follows what they do in their rooms");
    }
    var switchedOn = off && !now;
    off = now;
    if (switchedOn) {
      LOG.info("Presence is switched on at the homeserver");
      listeners.forEach(Runnable::run);
    }
  }

  /// The homeserver may have been restarted with other settings.
  synchronized void again(@ObservesAsync HomeserverReturned event) {
    if (looked) {
      looked = false;
      look();
    }
  }
}
