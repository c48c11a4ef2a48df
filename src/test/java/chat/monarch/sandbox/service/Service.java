package chat.monarch.sandbox.service;

import chat.monarch.sandbox.people.Card;
import chat.monarch.sandbox.people.Persona.Invitation;
import chat.monarch.sandbox.people.Persona.NativePresence;
import chat.monarch.sandbox.people.Personas;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import chat.monarch.sandbox.wire.StreamFault;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The XMPP service while it runs, and what its native contacts and its operator can do.
///
/// Accounts are named by their CIDs; an unknown one is an [IllegalArgumentException] with a
/// sentence.
public final class Service implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Core core;
  private volatile List<Listener> listeners;
  private volatile boolean away;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  private Service(Core core, List<Listener> listeners) {
    this.core = core;
    this.listeners = listeners;
  }

  /// Listens at these places, of which the first is the front.
  ///
  /// @throws IOException if it cannot listen there
  public static Service start(
      Environment environment, String domain, Personas personas, List<Gateway> places)
      throws IOException {
    var directory = new Directory(domain, personas.accounts());
    var history = new History();
    history.addPast(personas.accounts());
    var dialogue =
        Dialogue.of(
            directory,
            environment.switches(),
            environment.faults(),
            environment.clock(),
            environment.stanzas(),
            history,
            environment.happenings());
    var listeners = listen(places);
    var gateways = listeners.stream().map(Listener::place).skip(1).toList();
    var service = new Service(new Core(environment, directory, dialogue, gateways), listeners);
    environment.clock().onAdvance(service::checkTime);
    listeners.forEach(listener -> listener.start(service::serve));
    return service;
  }

  private static List<Listener> listen(List<Gateway> places) throws IOException {
    var listeners = new ArrayList<Listener>();
    try {
      for (var place : places) {
        listeners.add(new Listener(place));
      }
    } catch (IOException e) {
      listeners.forEach(Listener::close);
      throw e;
    }
    return List.copyOf(listeners);
  }

  private void serve(Gateway place, Socket socket) {
    try {
      if (away) {
        socket.setSoLinger(true, 0);
        socket.close();
        return;
      }
      var connection = new Connection(core, place, socket);
      connections.add(connection);
      try {
        connection.serve();
      } finally {
        connections.remove(connection);
      }
    } catch (IOException _) {
      // It was gone before it was served.
    }
  }

  public Gateway front() {
    return listeners.getFirst().place();
  }

  public List<Gateway> gateways() {
    return listeners.stream().map(Listener::place).skip(1).toList();
  }

  /// Looks at all time limits now, since a switch or the clock was changed.
  public void checkTime() {
    connections.forEach(Connection::checkTime);
  }

  /// Forgets which tokens were redirected already.
  public void forgetRedirects() {
    core.redirects().forget();
  }

  /// A native contact writes to somebody.
  public void send(String from, String to, String body) {
    synchronized (core.directory()) {
      core.dialogue().messages().fromNative(account(from), account(to), body);
    }
  }

  /// A native contact shows a chat state: active, composing, paused, inactive or gone.
  public void sendState(String from, String to, String state) {
    synchronized (core.directory()) {
      core.dialogue().messages().stateFromNative(account(from), account(to), state);
    }
  }

  /// The native client of an account changes its state; signing in brings what was kept for it.
  public void setPresence(String cid, NativePresence presence) {
    synchronized (core.directory()) {
      core.dialogue().presences().setNative(account(cid), presence);
      if (presence.isSignedIn()) {
        core.dialogue().messages().deliverStored(account(cid));
      }
    }
  }

  /// Somebody changes his own card in a native client.
  public void setCard(String cid, @Nullable Card card) {
    synchronized (core.directory()) {
      account(cid).setCard(card);
      core.dialogue().presences().tellCard(account(cid));
    }
  }

  /// A native contact invites somebody (INV-1).
  public void invite(String from, String to, @Nullable String nick, @Nullable String text) {
    synchronized (core.directory()) {
      core.dialogue()
          .contacts()
          .deliver(account(to), new Invitation(account(from).cid(), nick, text));
    }
  }

  /// A native contact accepts the invitation of somebody, if there is one (INV-3).
  public void accept(String cid, String inviter) {
    synchronized (core.directory()) {
      core.dialogue().contacts().accept(account(cid), account(inviter).jid());
    }
  }

  /// A native contact declines the invitation of somebody (ADD-4).
  public void decline(String cid, String inviter) {
    synchronized (core.directory()) {
      core.dialogue().contacts().decline(account(cid), account(inviter).jid());
    }
  }

  /// A native contact blocks somebody (MSG-6).
  public void block(String cid, String other) {
    synchronized (core.directory()) {
      account(cid).block(account(other).cid());
    }
  }

  /// The user of an account renames a contact natively, or removes it with a null name (ROS-4).
  public void changeContact(String cid, String contact, @Nullable String name) {
    synchronized (core.directory()) {
      core.dialogue().contacts().changeElsewhere(account(cid), account(contact), name);
    }
  }

  /// The account is closed: no sign-in any more (SASL-5).
  public void closeAccount(String cid) {
    synchronized (core.directory()) {
      account(cid).close();
    }
  }

  /// The full JIDs that are signed in to that account now.
  public List<String> sessions(String cid) {
    synchronized (core.directory()) {
      return account(cid).sessions().stream().map(session -> session.jid().toString()).toList();
    }
  }

  /// Cuts the TCP connections of an account; says how many.
  public int drop(String cid) {
    return toEach(cid, Session.Outlet::cut);
  }

  /// Freezes the connections of an account; says how many.
  public int freeze(String cid) {
    return toEach(cid, Session.Outlet::freeze);
  }

  /// Ends the streams of an account with that stream error, such as `conflict`.
  public int endStreams(String cid, String condition, @Nullable String text) {
    return toEach(cid, outlet -> outlet.end(StreamFault.error(condition, text)));
  }

  /// Sends the sessions of an account to another host (SOH-1, `in_session`).
  public int redirect(String cid) {
    account(cid);
    var mine = ofAccount(cid);
    mine.forEach(connection -> connection.end(core.redirects().redirect(connection.place())));
    return mine.size();
  }

  /// Sends a stanza to each session of an account, whatever it is.
  public int sendStanza(String cid, Element stanza) {
    return toEach(cid, outlet -> outlet.send(stanza));
  }

  /// Sends bytes to each session of an account, whatever they are.
  public int sendRaw(String cid, byte[] bytes) {
    return toEach(cid, outlet -> outlet.sendRaw(bytes));
  }

  private int toEach(String cid, Consumer<Session.Outlet> act) {
    synchronized (core.directory()) {
      var sessions = account(cid).sessions();
      sessions.forEach(session -> act.accept(session.outlet()));
      return sessions.size();
    }
  }

  private List<Connection> ofAccount(String cid) {
    return connections.stream().filter(connection -> isOf(connection, cid)).toList();
  }

  private static boolean isOf(Connection connection, String cid) {
    var session = connection.session();
    return session != null && session.account().cid().equals(cid);
  }

  /// The JID of an account, bare or of its native client.
  public Jid jid(String cid, boolean full) {
    return full ? account(cid).nativeJid() : account(cid).jid();
  }

  private Account account(String cid) {
    return core.directory().require(cid);
  }

  /// Cuts all connections without a word, as if its process was killed, and every new one at once;
  /// what it knows is kept, and so is its port, which another program might take.
  public void goAway() {
    away = true;
    connections.forEach(Connection::cut);
  }

  /// Serves again after [#goAway].
  public void comeBack() {
    away = false;
  }

  /// Ends all connections and stops listening.
  @Override
  public void close() {
    listeners.forEach(Listener::close);
    var all = List.copyOf(connections);
    all.forEach(connection -> connection.end(StreamFault.error("system-shutdown", null)));
    awaitLastWords(all);
    core.stop();
    all.forEach(Connection::close);
  }

  private static void awaitLastWords(List<Connection> all) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (var connection : all) {
        connection.awaitLastWords(Duration.ofNanos(deadline - System.nanoTime()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
