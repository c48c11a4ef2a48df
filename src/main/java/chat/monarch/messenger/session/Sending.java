package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.messenger.MessengerConfig;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.StreamFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// Sends bursts of messages, one burst behind the other, each with its proof (MSG-9, MSG-10). A
/// burst does not wait for the proof of the one before.
///
/// Where the service ended a stream because it could not read something of ours, nobody knows what
/// that was: from then on one message at a time is written and proved, so that the next stream
/// which breaks tells (B.13: that stanza is dropped).
final class Sending {
  /// The stream errors that say that something of ours could not be read.
  private static final Set<String> UNREADABLE =
      Set.of("not-well-formed", "bad-format", "invalid-xml", "unsupported-stanza-type");

  /// More than were on their way when a stream broke.
  private static final int SUSPECTS = 50;

  private final MessengerConfig config;
  private final Pace pace;
  private final ReentrantLock turn = new ReentrantLock(true);

  /// So many messages are still written one by one.
  private final AtomicInteger suspects = new AtomicInteger();

  Sending(MessengerConfig config) {
    this.config = config;
    this.pace = new Pace(config.message().rate());
  }

  /// Sends a burst on a connection.
  List<Delivery> send(Connection connection, ChatStates states, List<OutgoingChat> messages) {
    if (suspects.get() > 0) {
      return sendOneByOne(connection, states, messages);
    }
    var written = inTurn(connection, states, messages);
    var proven = written > 0 && KeepAlive.prove(connection, config);
    if (!proven && wasUnreadable(connection)) {
      suspects.set(SUSPECTS);
    }
    return deliveries(written, proven ? Delivery.SENT : Delivery.UNCERTAIN, messages.size());
  }

  private List<Delivery> sendOneByOne(
      Connection connection, ChatStates states, List<OutgoingChat> messages) {
    var all = new ArrayList<Delivery>(messages.size());
    turn.lock();
    try {
      for (var message : messages) {
        var delivery = sendAlone(connection, states, message);
        all.add(delivery);
        if (delivery != Delivery.SENT) {
          break;
        }
        suspects.decrementAndGet();
      }
    } finally {
      turn.unlock();
    }
    all.addAll(Collections.nCopies(messages.size() - all.size(), Delivery.NOT_WRITTEN));
    return all;
  }

  private Delivery sendAlone(Connection connection, ChatStates states, OutgoingChat message) {
    if (write(connection, states, List.of(message)) == 0) {
      return Delivery.NOT_WRITTEN;
    }
    if (KeepAlive.prove(connection, config)) {
      return Delivery.SENT;
    }
    return wasUnreadable(connection) ? Delivery.REFUSED : Delivery.UNCERTAIN;
  }

  private static boolean wasUnreadable(Connection connection) {
    return connection.stream().ended().getNow(null) instanceof StreamFailure.ByService end
        && UNREADABLE.contains(end.condition());
  }

  private int inTurn(Connection connection, ChatStates states, List<OutgoingChat> messages) {
    turn.lock();
    try {
      return write(connection, states, messages);
    } finally {
      turn.unlock();
    }
  }

  private int write(Connection connection, ChatStates states, List<OutgoingChat> messages) {
    var written = 0;
    try {
      for (var message : messages) {
        pace.await();
        connection.stream().write(StanzaWriter.message(message, states.accompany(message.to())));
        written++;
      }
    } catch (StreamFailure _) {
      return written;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return written;
  }

  private static List<Delivery> deliveries(int written, Delivery became, int all) {
    var deliveries = new ArrayList<Delivery>(all);
    deliveries.addAll(Collections.nCopies(written, became));
    deliveries.addAll(Collections.nCopies(all - written, Delivery.NOT_WRITTEN));
    return deliveries;
  }
}
