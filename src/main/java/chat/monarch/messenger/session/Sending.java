package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.messenger.MessengerConfig;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.StreamFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Sends bursts of messages, one burst behind the other, each with its proof (MSG-9, MSG-10). A
/// burst does not wait for the proof of the one before.
final class Sending {
  private final MessengerConfig config;
  private final Pace pace;
  private final ReentrantLock turn = new ReentrantLock(true);

  Sending(MessengerConfig config) {
    this.config = config;
    this.pace = new Pace(config.message().rate());
  }

  /// Sends a burst on a connection.
  List<Delivery> send(Connection connection, List<OutgoingChat> messages) {
    var written = inTurn(connection, messages);
    var proven = written > 0 && KeepAlive.prove(connection, config);
    return deliveries(written, proven, messages.size());
  }

  private int inTurn(Connection connection, List<OutgoingChat> messages) {
    turn.lock();
    try {
      return write(connection, messages);
    } finally {
      turn.unlock();
    }
  }

  private int write(Connection connection, List<OutgoingChat> messages) {
    var written = 0;
    try {
      for (var message : messages) {
        pace.await();
        connection.stream().write(StanzaWriter.message(message));
        written++;
      }
    } catch (StreamFailure _) {
      return written;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return written;
  }

  private static List<Delivery> deliveries(int written, boolean proven, int all) {
    var deliveries = new ArrayList<Delivery>(all);
    deliveries.addAll(Collections.nCopies(written, proven ? Delivery.SENT : Delivery.UNCERTAIN));
    deliveries.addAll(Collections.nCopies(all - written, Delivery.NOT_WRITTEN));
    return deliveries;
  }
}
