package chat.monarch.sandbox.service;

import chat.monarch.sandbox.journal.StanzaRecord.Direction;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.StreamEvent;
import chat.monarch.sandbox.wire.StreamFault;
import chat.monarch.sandbox.wire.StreamParser;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import org.jspecify.annotations.Nullable;

/// One connection, from TCP to its end: bytes to stanzas and back, time limits, faults.
final class Connection implements Session.Outlet {
  private static final String STREAM_END = "</stream:stream>";
  private static final int LINGER_SECONDS = 2;

  private final Core core;
  private final Gateway place;
  private final Wire wire;
  private final int number;
  private final Negotiation negotiation;
  private StreamParser parser;
  private volatile Instant lastStanza;
  private final AtomicBoolean ending = new AtomicBoolean();
  private volatile boolean frozen;
  private @Nullable Future<?> nextCheck;

  Connection(Core core, Gateway place, Socket socket) throws IOException {
    this.core = core;
    this.place = place;
    this.wire = new Wire(socket, core.switches(), core.faults());
    this.number = core.connections().opened(place.number());
    this.lastStanza = core.clock().instant();
    this.parser = newParser();
    this.negotiation = new Negotiation(core, this);
  }

  private StreamParser newParser() {
    return new StreamParser(core.switches().count(Switch.MAX_INBOUND_STANZA));
  }

  int number() {
    return number;
  }

  Gateway place() {
    return place;
  }

  /// Serves the connection until it ends.
  void serve() {
    checkTime();
    try {
      read();
      core.connections().ended(number, "lost");
    } catch (RuntimeException e) {
      core.tell("a fault of the sandbox itself: " + e);
      end(StreamFault.error("internal-server-error", null));
      throw e;
    } catch (IOException _) {
      core.connections().ended(number, "lost");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      negotiation.ended();
      wire.close();
    }
  }

  private void read() throws IOException, InterruptedException {
    var buffer = new byte[4096];
    for (var length = wire.read(buffer); length >= 0; length = wire.read(buffer)) {
      if (!ending.get() && !frozen) {
        take(buffer, length);
      }
    }
  }

  private void take(byte[] buffer, int length) throws IOException, InterruptedException {
    try {
      parser.feed(buffer, length);
      for (var event = parser.next(); event != null && !ending.get(); event = parser.next()) {
        take(event);
      }
    } catch (StreamFault fault) {
      end(fault.toElement());
    }
  }

  private void take(StreamEvent event) throws StreamFault, IOException, InterruptedException {
    switch (event) {
      case StreamEvent.Opened opened -> negotiation.opened(opened);
      case StreamEvent.Stanza(var stanza, _) -> {
        lastStanza = core.clock().instant();
        negotiation.take(stanza);
      }
      case StreamEvent.Closed _ -> answerEnd();
    }
  }

  /// The client starts anew on the same connection; nothing may have come behind the last stanza.
  void expectNewStream() throws StreamFault {
    if (parser.hasMore()) {
      throw new StreamFault("policy-violation", "sent before the new stream");
    }
    parser = newParser();
  }

  /// Answers with that element, then goes over to TLS.
  void secure(Element proceed) throws IOException, InterruptedException {
    send(proceed);
    wire.flush();
    var session = wire.secure(core.certificateOf(place));
    var name =
        session.getRequestedServerNames().stream().findFirst().map(Connection::asText).orElse(null);
    core.connections().secured(number, session.getProtocol(), name);
  }

  private static String asText(SNIServerName name) {
    return name instanceof SNIHostName host ? host.getAsciiName() : "(not a host name)";
  }

  /// Writes the opening tag of a stream.
  void open(String header) {
    wire.write(header.getBytes(StandardCharsets.UTF_8), Wire.Writing.NOTHING);
  }

  @Override
  public void send(Element stanza) {
    var bytes = stanza.toStreamXml().getBytes(StandardCharsets.UTF_8);
    wire.write(bytes, new Delivery(core, this, stanza));
  }

  /// Remembers a stanza of a client that is signed in.
  void received(String account, Element stanza) {
    core.stanzas().add(account, Direction.SENT, number, stanza);
  }

  @Override
  public void sendRaw(byte[] bytes) {
    wire.write(bytes, Wire.Writing.NOTHING);
  }

  @Override
  public void end(Element streamError) {
    if (ending.compareAndSet(false, true)) {
      negotiation.openForError();
      core.connections().ended(number, condition(streamError));
      finish(streamError.toStreamXml() + STREAM_END);
    }
  }

  private static String condition(Element streamError) {
    return streamError.children().getFirst().name();
  }

  /// Writes that element and ends the stream.
  void endWith(Element last, String why) {
    if (ending.compareAndSet(false, true)) {
      core.connections().ended(number, why);
      finish(last.toStreamXml() + STREAM_END);
    }
  }

  /// The client has closed its stream.
  private void answerEnd() {
    if (ending.compareAndSet(false, true)) {
      core.connections().ended(number, "closed");
      finish(STREAM_END);
    }
  }

  /// What the client still sends is read and thrown away for a moment, else the close would be a
  /// reset and could overtake our last words.
  private void finish(String last) {
    wire.writeLast(last.getBytes(StandardCharsets.UTF_8));
    core.later(wire::close, LINGER_SECONDS, TimeUnit.SECONDS);
  }

  /// Whatever comes of the stanza in hand, the client will not hear of it.
  void silence() {
    wire.silence();
  }

  /// Closes the connection without more ado.
  void close() {
    wire.close();
  }

  @Override
  public void cut() {
    ending.set(true);
    core.connections().ended(number, "cut");
    wire.cut();
  }

  /// What comes is thrown away, as if it were still on its way when the connection ends.
  @Override
  public void freeze() {
    frozen = true;
    wire.silence();
  }

  /// Waits until what was said last is written, but no longer than that.
  void awaitLastWords(Duration patience) throws InterruptedException {
    wire.awaitAllWritten(patience);
  }

  /// KA-2: ends a stream that is silent for too long, or looks again when it may be.
  synchronized void checkTime() {
    if (nextCheck != null) {
      nextCheck.cancel(false);
    }
    if (ending.get()) {
      return;
    }
    var now = core.clock().instant();
    if (negotiation.isOver(now)) {
      end(StreamFault.error("reset", "the token has expired"));
      return;
    }
    var due = lastStanza.plus(core.switches().duration(Switch.IDLE_TIMEOUT));
    if (now.isBefore(due)) {
      var left = Duration.between(now, negotiation.nextEnd(due));
      nextCheck = core.later(this::checkTime, Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS);
    } else {
      end(StreamFault.error("connection-timeout", null));
    }
  }

  /// Whose client is signed in here, or null.
  @Nullable String account() {
    return negotiation.account();
  }

  @Nullable Session session() {
    return negotiation.session();
  }

  /// Closes the connection behind what is written, though that is not all.
  void breakOff() {
    ending.set(true);
    core.connections().ended(number, "cut");
    wire.silence();
    wire.close();
  }
}
