package chat.monarch.sandbox.service;

import chat.monarch.sandbox.oauth.Grant;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Ns;
import chat.monarch.sandbox.wire.StreamEvent;
import chat.monarch.sandbox.wire.StreamFault;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a connection has come, and what it may do there: header, TLS, SASL, bind, session, and
/// then the life of a signed-in client (CON-3 to CON-8, B.3, B.4).
///
/// ```
/// PLAIN ─starttls→ SECURED ─auth→ SIGNED_IN ─bind→ BOUND ─session→ LIVE
/// ```
final class Negotiation {
  private enum Stage {
    PLAIN,
    SECURED,
    SIGNED_IN,
    BOUND,
    LIVE
  }

  private final Core core;
  private final Connection connection;
  private final Bind bind;
  private Stage stage = Stage.PLAIN;
  private boolean opened;
  private boolean mayRedirect = true;
  private @Nullable String token;
  private volatile @Nullable Grant grant;
  private volatile @Nullable Session session;

  Negotiation(Core core, Connection connection) {
    this.core = core;
    this.connection = connection;
    this.bind = new Bind(core);
  }

  /// The CID of the signed-in account, null before.
  @Nullable String account() {
    var known = grant;
    return known == null ? null : known.cid();
  }

  /// The bound session, null before.
  @Nullable Session session() {
    return session;
  }

  void opened(StreamEvent.Opened event) throws StreamFault {
    opened = true;
    connection.open(StreamHeaders.write(core.directory().domain()));
    core.connections()
        .streamTo(connection.number(), event.header().attribute("to").orElse("(nobody)"));
    StreamHeaders.check(event, core.directory().domain());
    if (!redirected(redirectStage())) {
      connection.send(features());
    }
  }

  /// RFC 6120 4.9.1.1: an error too stands in a stream.
  void openForError() {
    if (!opened) {
      opened = true;
      connection.open(StreamHeaders.write(core.directory().domain()));
    }
  }

  private String redirectStage() {
    return switch (stage) {
      case PLAIN -> "pre_tls";
      case SECURED -> "post_tls";
      case SIGNED_IN, BOUND, LIVE -> "post_sasl";
    };
  }

  private boolean redirected(String wanted) {
    var redirect = core.redirects().at(wanted, connection.place(), token);
    redirect.ifPresent(
        error -> {
          core.tell("sent a client at " + placeName() + " to another host");
          connection.end(error);
        });
    return redirect.isPresent();
  }

  private String placeName() {
    var place = connection.place();
    return place.isFront() ? "the front" : "gateway " + place.number();
  }

  private Element features() {
    var features = Element.of(Ns.STREAM, "features");
    return switch (stage) {
      case PLAIN -> Tls.offer(features, core.switches());
      case SECURED -> Sasl.offer(features, core.switches());
      case SIGNED_IN, BOUND, LIVE ->
          features.with(Element.of(Ns.BIND, "bind")).with(Element.of(Ns.SESSION, "session"));
    };
  }

  void take(Element stanza) throws StreamFault, IOException, InterruptedException {
    var account = account();
    if (account != null) {
      connection.received(account, stanza);
    }
    switch (stage) {
      case PLAIN -> plain(stanza);
      case SECURED -> secured(stanza);
      case SIGNED_IN -> bind(stanza);
      case BOUND -> establish(stanza);
      case LIVE -> live(stanza);
    }
  }

  private void plain(Element stanza) throws StreamFault, IOException, InterruptedException {
    if (stanza.is(Ns.SASL, "auth")) {
      // CON-4: no sign-in before TLS.
      connection.endWith(Sasl.failure("encryption-required"), "not-authorized");
    } else if (!stanza.is(Ns.TLS, "starttls")) {
      throw refusal(stanza);
    } else if (!core.switches().is(Switch.STARTTLS, "required")) {
      connection.endWith(Element.of(Ns.TLS, "failure"), "no TLS");
    } else {
      connection.expectNewStream();
      connection.secure(Element.of(Ns.TLS, "proceed"));
      stage = Stage.SECURED;
      opened = false;
    }
  }

  private void secured(Element stanza) throws StreamFault {
    if (!stanza.is(Ns.SASL, "auth")) {
      throw refusal(stanza);
    }
    var failure = core.faults().takeSaslFailure().or(() -> Sasl.check(stanza, core)).orElse(null);
    if (failure != null) {
      core.tell("refused a sign-in at " + placeName() + ": " + failure);
      refuse(failure);
      return;
    }
    connection.expectNewStream();
    token = stanza.text();
    var known = core.tokens().findValid(stanza.text()).orElseThrow();
    connection.received(known.cid(), stanza);
    connection.send(Element.of(Ns.SASL, "success"));
    grant = known;
    connection.checkTime();
    stage = Stage.SIGNED_IN;
    opened = false;
  }

  /// SASL-5; and SASL-6, where a test wants no answer at all.
  private void refuse(String failure) {
    switch (failure) {
      case "cut" -> connection.cut();
      case "see-other-host" -> connection.end(core.redirects().redirect(connection.place()));
      default -> connection.endWith(Sasl.failure(failure), failure);
    }
  }

  private void bind(Element stanza) throws StreamFault {
    if (!stanza.is(Ns.CLIENT, "iq") || stanza.child(Ns.BIND, "bind").isEmpty()) {
      throw refusal(stanza);
    }
    var account = core.directory().findCid(String.valueOf(account())).orElseThrow();
    synchronized (core.directory()) {
      try {
        var jid = bind.choose(account, stanza);
        session = new Session(account, jid, connection);
        account.add(session);
        core.connections().bound(connection.number(), jid.toString());
        connection.send(Bind.result(stanza, jid));
        stage = Stage.BOUND;
        core.tell(jid + " signed in at " + placeName());
      } catch (StanzaFault fault) {
        connection.send(Bind.error(stanza, fault));
      }
    }
  }

  private void establish(Element stanza) throws StreamFault {
    if (!stanza.is(Ns.CLIENT, "iq") || stanza.child(Ns.SESSION, "session").isEmpty()) {
      throw refusal(stanza);
    }
    stage = Stage.LIVE;
    handle(stanza);
  }

  private void live(Element stanza) throws StreamFault {
    var last = core.faults().readIsLast();
    if (last) {
      connection.silence();
    }
    handle(stanza);
    if (last) {
      connection.cut();
    } else if (mayRedirect && isAvailable()) {
      mayRedirect = false;
      redirected("in_session");
    }
  }

  private void handle(Element stanza) throws StreamFault {
    var bound = session;
    if (bound != null) {
      core.dialogue().stanzas().handle(bound, stanza);
    }
  }

  private boolean isAvailable() {
    var bound = session;
    return bound != null && bound.isAvailable();
  }

  /// RFC 6120 4.9.3.12: what may not be said yet, and what may never be said.
  private static StreamFault refusal(Element stanza) {
    var isStanza = stanza.namespace().equals(Ns.CLIENT) || stanza.namespace().equals(Ns.SASL);
    return new StreamFault(isStanza ? "not-authorized" : "unsupported-stanza-type");
  }

  /// Whether the session has to end since its token has (OA-8).
  boolean isOver(Instant now) {
    return !nextEnd(Instant.MAX).isAfter(now);
  }

  /// That time, or an earlier one at which the session has to end.
  Instant nextEnd(Instant due) {
    var known = grant;
    if (known == null || !core.switches().isOn(Switch.SESSION_ENDS_WITH_TOKEN)) {
      return due;
    }
    return known.expires().isBefore(due) ? known.expires() : due;
  }

  /// The connection is gone.
  void ended() {
    var bound = session;
    if (bound == null) {
      return;
    }
    synchronized (core.directory()) {
      bound.account().remove(bound);
      core.dialogue().presences().leave(bound);
    }
    core.tell(bound.jid() + " has gone");
  }
}
