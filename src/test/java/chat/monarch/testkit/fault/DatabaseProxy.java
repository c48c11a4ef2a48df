package chat.monarch.testkit.fault;

import chat.monarch.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Stands between the bridge and PostgreSQL, sees which statements go by, and can stop or cut a
/// connection at an exact one of them.
///
/// A statement is named by how its text begins; what is meant is the commit that makes it last.
public final class DatabaseProxy implements AutoCloseable {
  private final int target;
  private final int port;
  private final Set<DatabaseLink> links = ConcurrentHashMap.newKeySet();
  private final List<Trap> traps = new CopyOnWriteArrayList<>();
  private final List<Count> counts = new CopyOnWriteArrayList<>();
  private volatile @Nullable ServerSocket listener;

  private record Trap(String statement, boolean before, Hold hold) {}

  private record Count(Predicate<Execution> wanted, AtomicLong rows) {}

  private DatabaseProxy(int target) throws IOException {
    this.target = target;
    this.port = listen(FreePorts.take());
  }

  /// Stands before the PostgreSQL that listens on a port of this machine.
  public static DatabaseProxy before(int port) throws IOException {
    return new DatabaseProxy(port);
  }

  /// Where the bridge finds its database.
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres?sslmode=disable&gssEncMode=disable"
        .formatted(port);
  }

  private int listen(int wanted) throws IOException {
    var socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 200);
    listener = socket;
    Thread.ofVirtual().name("database-proxy").start(() -> accept(socket));
    return socket.getLocalPort();
  }

  private void accept(ServerSocket socket) {
    try {
      while (true) {
        var client = socket.accept();
        Thread.ofVirtual().name("database-link").start(() -> serve(client));
      }
    } catch (IOException _) {
      // It was closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      var link = new DatabaseLink(client, server, new Gate());
      links.add(link);
      try {
        link.serve();
      } finally {
        links.remove(link);
      }
    } catch (IOException _) {
      // The database is not there: neither are we.
    }
  }

  // Moments

  /// Stops the next commit of such a statement before the database hears of it.
  public Hold holdBeforeCommit(String statement) {
    return trap(statement, true, new Hold("before the commit of: " + statement));
  }

  /// Stops the next commit of such a statement when it is done, before the bridge hears of it.
  public Hold holdAfterCommit(String statement) {
    return trap(statement, false, new Hold("after the commit of: " + statement));
  }

  /// Cuts the connection that is about to commit such a statement: it is not done.
  public void cutBeforeCommit(String statement) {
    trap(statement, true, Hold.abandoned(statement));
  }

  /// Cuts the connection that has committed such a statement: it is done, but the bridge does not
  /// hear of it.
  public void cutAfterCommit(String statement) {
    trap(statement, false, Hold.abandoned(statement));
  }

  private Hold trap(String statement, boolean before, Hold hold) {
    traps.add(new Trap(statement, before, hold));
    return hold;
  }

  // Absence

  /// Cuts all connections and refuses new ones, so long; returns at once.
  ///
  /// @return done when it is back
  public CompletableFuture<Void> goneFor(Duration time) {
    goAway();
    var later = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(this::comeBack, later);
  }

  /// Cuts all connections and refuses new ones.
  public void goAway() {
    closeListener();
    cutAll();
  }

  /// Takes connections again.
  public void comeBack() {
    try {
      listen(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Cuts the connections that there are.
  public void cutAll() {
    links.forEach(DatabaseLink::cut);
  }

  // Watching

  /// Counts from now on the rows that statements like these find or change.
  public AtomicLong countRows(Predicate<Execution> wanted) {
    var count = new Count(wanted, new AtomicLong());
    counts.add(count);
    return count.rows();
  }

  private final class Gate implements DatabaseLink.Watcher {
    @Override
    public boolean passesQuestion(Exchange exchange) {
      return passes(exchange, true);
    }

    @Override
    public boolean passesAnswer(Exchange exchange, List<Execution> executions) {
      for (var count : counts) {
        executions.stream()
            .filter(count.wanted())
            .forEach(execution -> count.rows().addAndGet(execution.rows()));
      }
      return passes(exchange, false);
    }

    private boolean passes(Exchange exchange, boolean before) {
      for (var trap : traps) {
        if (trap.before() == before && exchange.commits(trap.statement()) && traps.remove(trap)) {
          return trap.hold().pass();
        }
      }
      return true;
    }
  }

  private void closeListener() {
    var socket = listener;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    traps.forEach(trap -> trap.hold().abandon());
    goAway();
  }
}
