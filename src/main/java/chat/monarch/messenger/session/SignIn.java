package chat.monarch.messenger.session;

import chat.monarch.domain.Secret;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.MessengerConfig;
import chat.monarch.messenger.PlainText;
import chat.monarch.messenger.stanza.Jids;
import chat.monarch.messenger.stanza.Payloads;
import chat.monarch.messenger.stanza.StanzaWriter;
import chat.monarch.messenger.transport.Connector;
import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.Limits;
import chat.monarch.messenger.transport.Ns;
import chat.monarch.messenger.transport.StreamFailure;
import chat.monarch.messenger.transport.Target;
import chat.monarch.messenger.transport.XmppStream;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One attempt to sign in, from the socket to the session (B.1, B.3, B.4). Blocks.
final class SignIn {
  private static final Logger LOG = Logger.getLogger(SignIn.class);
  static final Duration ANSWER = Duration.ofSeconds(30);

  private final Connector connector;
  private final MessengerConfig config;

  SignIn(Connector connector, MessengerConfig config) {
    this.connector = connector;
    this.config = config;
  }

  /// Signs in.
  ///
  /// @param target where to, or null for the front host
  /// @param expected who must answer, or null when it does not matter
  /// @param opened is told of the stream before anything is said on it
  Connection attempt(
      @Nullable Target target,
      Secret token,
      @Nullable RemoteUserId expected,
      Consumer<XmppStream> opened)
      throws StreamFailure, SignInException {
    var stream = target == null ? connector.connect() : connector.connect(target);
    opened.accept(stream);
    try {
      return negotiate(stream, token, expected);
    } catch (StreamFailure e) {
      stream.fail(e);
      throw failure(stream, e);
    } catch (SignInException e) {
      stream.fail(new StreamFailure.Lost(String.valueOf(e.getMessage())));
      throw e;
    }
  }

  /// What the service did counts, not what we noticed of it.
  private static StreamFailure failure(XmppStream stream, StreamFailure noticed)
      throws SignInException {
    return switch (stream.ended().getNow(noticed)) {
      case StreamFailure.ByService end when end.condition().equals("see-other-host") ->
          throw new SignInException.Redirected(end.detail(), stream.isSecure());
      case StreamFailure.ByService end -> end;
      case StreamFailure.Unacceptable end -> end;
      case StreamFailure.Closed _, StreamFailure.Lost _ -> noticed;
    };
  }

  private Connection negotiate(XmppStream stream, Secret token, @Nullable RemoteUserId expected)
      throws StreamFailure, SignInException {
    encrypt(stream);
    authenticate(stream, open(stream, Limits.BEFORE_SIGN_IN), token);
    var calls = new Calls(stream, config.domain());
    var features = open(stream, Limits.SIGNED_IN);
    var account = bind(calls);
    if (expected != null && !expected.equals(account)) {
      throw new SignInException.OtherAccount(account);
    }
    startSession(calls, features);
    return new Connection(stream, calls, account);
  }

  private void encrypt(XmppStream stream) throws StreamFailure {
    if (stream.isSecure()) {
      return;
    }
    var offered = open(stream, Limits.BEFORE_SIGN_IN).child(Ns.TLS, "starttls");
    if (offered.isEmpty()) {
      throw new StreamFailure.Lost("TLS not available: the service does not offer it");
    }
    stream.write("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    if (!stream.next().is(Ns.TLS, "proceed")) {
      throw new StreamFailure.Lost("TLS not available: the service refuses it");
    }
    connector.secure(stream);
  }

  private Element open(XmppStream stream, Limits limits) throws StreamFailure {
    stream.open(config.domain(), limits);
    var features = stream.next();
    if (!features.is(Ns.STREAM, "features")) {
      throw new StreamFailure.Lost("the service did not say what it offers");
    }
    return features;
  }

  private static void authenticate(XmppStream stream, Element features, Secret token)
      throws StreamFailure, SignInException {
    var offered =
        features.child(Ns.SASL, "mechanisms").stream()
            .flatMap(mechanisms -> mechanisms.children().stream())
            .anyMatch(mechanism -> mechanism.text().strip().equals(Payloads.MECHANISM));
    if (!offered) {
      throw new SignInException.Misconfigured("the service does not offer " + Payloads.MECHANISM);
    }
    stream.write(StanzaWriter.auth(token));
    var answer = stream.next();
    if (answer.is(Ns.SASL, "failure")) {
      throw refused(answer);
    }
    if (!answer.is(Ns.SASL, "success")) {
      throw new StreamFailure.Lost("the service did not answer the sign-in");
    }
  }

  private static SignInException refused(Element failure) {
    failure
        .child(Ns.SASL, "text")
        .ifPresent(
            text -> LOG.infof("The service refused a sign-in: %s", PlainText.of(text.text())));
    var condition =
        failure.children().stream()
            .map(Element::localName)
            .filter(name -> !name.equals("text"))
            .map(PlainText::of)
            .findFirst();
    return new SignInException.Refused(condition.orElse("no reason given"));
  }

  private RemoteUserId bind(Calls calls) throws StreamFailure {
    var resource =
        config.resourcePrefix() + "-" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    var answer = calls.ask(null, ANSWER, id -> StanzaWriter.bind(id, resource));
    return switch (answer) {
      case Answer.Refused(var condition) ->
          throw new StreamFailure.Lost("the service gave us no address: " + condition);
      case Answer.Result(var iq) -> bound(calls, iq);
    };
  }

  private static RemoteUserId bound(Calls calls, Element iq) throws StreamFailure {
    var jid =
        iq.child(Ns.BIND, "bind")
            .flatMap(bind -> bind.child(Ns.BIND, "jid"))
            .map(element -> element.text().strip())
            .orElse("");
    var account =
        Jids.user(jid)
            .orElseThrow(() -> new StreamFailure.Lost("the service gave us no usable address"));
    calls.bound(jid);
    return account;
  }

  private static void startSession(Calls calls, Element features) throws StreamFailure {
    if (features.child(Ns.SESSION, "session").isEmpty()) {
      return;
    }
    if (calls.ask(null, ANSWER, StanzaWriter::session) instanceof Answer.Refused(var condition)) {
      LOG.infof("The service refused the session, which does no harm: %s", condition);
    }
  }
}
