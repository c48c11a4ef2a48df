package chat.monarch.messenger.session;

import chat.monarch.messenger.MessengerConfig;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.StreamFailure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Asks the service from time to time whether it is there, until the stream ends (KA-1).
final class KeepAlive implements Runnable {
  private final Connection connection;
  private final MessengerConfig config;

  KeepAlive(Connection connection, MessengerConfig config) {
    this.connection = connection;
    this.config = config;
  }

  @Override
  public void run() {
    var pause = config.keepalive().interval();
    while (!endsWithin(pause)) {
      pause = config.keepalive().interval().minus(connection.stream().idle());
      if (!pause.isPositive()) {
        ask(connection, config);
        pause = config.keepalive().interval();
      }
    }
  }

  /// Proves that the service has all that was written before (MSG-9), and that what it had to say
  /// against it was told (MSG-7). Any answer is a proof; none ends the stream, unless it is we who
  /// do not read.
  static boolean prove(Connection connection, MessengerConfig config) {
    return ping(connection, config, connection.calls()::askInTurn);
  }

  private static boolean ask(Connection connection, MessengerConfig config) {
    return ping(connection, config, connection.calls()::ask);
  }

  private static boolean ping(Connection connection, MessengerConfig config, Asking calls) {
    try {
      calls.ask(
          config.domain(),
          config.keepalive().timeout(),
          id -> StanzaWriter.ping(id, config.domain()));
      return true;
    } catch (StreamFailure e) {
      if (!connection.stream().isPaused()) {
        connection.stream().fail(e);
      }
      return false;
    }
  }

  @FunctionalInterface
  private interface Asking {
    Answer ask(String to, Duration timeout, Function<String, String> request) throws StreamFailure;
  }

  private boolean endsWithin(Duration pause) {
    try {
      connection.stream().ended().get(pause.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException _) {
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
