package chat.monarch.matrix.appservice;

import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.bridge.presence.OwnPresences;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.matrix.format.CutTransaction.CutPresence;
import chat.monarch.matrix.format.UserNames;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/// Hands on how users are in Matrix. Nothing waits for it, and nothing of it is kept.
@Singleton
class PassingPresence {
  private static final Logger LOG = Logger.getLogger(PassingPresence.class);

  private final UserNames names;
  private final OwnPresences presences;
  private final ExecutorService threads;

  PassingPresence(
      UserNames names, OwnPresences presences, @VirtualThreads ExecutorService threads) {
    this.names = names;
    this.presences = presences;
    this.threads = threads;
  }

  /// Returns at once. Our own ghosts' presence is left out.
  void pass(List<CutPresence> told) {
    var others = told.stream().filter(this::isOfConcern).toList();
    if (!others.isEmpty()) {
      threads.execute(() -> others.forEach(this::take));
    }
  }

  private boolean isOfConcern(CutPresence told) {
    return told.sender() != null
        && told.state() != null
        && told.sender().startsWith("@")
        && told.sender().contains(":")
        && !names.isOurs(new MatrixUserId(told.sender()));
  }

  private void take(CutPresence told) {
    try {
      var text = told.text() == null ? "" : told.text().strip();
      var user = new MatrixUserId(String.valueOf(told.sender()));
      presences.inMatrix(user, new Presence(availability(String.valueOf(told.state())), text));
    } catch (RuntimeException failure) {
      LOG.warnf("A user's presence was not handed on: %s", failure.getMessage());
    }
  }

  private static Availability availability(String state) {
    return switch (state) {
      case "unavailable" -> Availability.AWAY;
      case "busy", "org.matrix.msc3026.busy" -> Availability.BUSY;
      case "offline" -> Availability.OFFLINE;
      default -> Availability.ONLINE;
    };
  }
}
