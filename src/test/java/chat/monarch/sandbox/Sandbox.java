package chat.monarch.sandbox;

import chat.monarch.sandbox.journal.ConnectionLog;
import chat.monarch.sandbox.journal.ConnectionRecord;
import chat.monarch.sandbox.journal.StanzaLog;
import chat.monarch.sandbox.journal.StanzaRecord;
import chat.monarch.sandbox.oauth.OAuthPages;
import chat.monarch.sandbox.oauth.TokenEndpoint;
import chat.monarch.sandbox.oauth.Tokens;
import chat.monarch.sandbox.people.Card;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Persona.NativePresence;
import chat.monarch.sandbox.service.Environment;
import chat.monarch.sandbox.service.Gateway;
import chat.monarch.sandbox.service.Service;
import chat.monarch.sandbox.setting.Faults;
import chat.monarch.sandbox.setting.SandboxClock;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.tls.Certificates;
import chat.monarch.sandbox.web.WebServer;
import chat.monarch.sandbox.wire.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A Messenger service in this JVM.
///
/// ```java
/// try (var sandbox = Sandbox.start(SandboxOptions.defaults())) {
///   sandbox.set("redirect.mode", "always");
///   var token = sandbox.issueToken(BuiltIn.ALICE).accessToken();
///   // … sign a client in at sandbox.front() with that token …
///   sandbox.send(BuiltIn.BOB, BuiltIn.ALICE, "Hi");
///   sandbox.awaitReceived(BuiltIn.BOB, "the answer");
/// }
/// ```
///
/// Accounts are named by their CIDs; one that does not exist is an [IllegalArgumentException]. What
/// waits, waits ten seconds at most unless told otherwise, and then throws an [AssertionError] that
/// says what was waited for. All may be called from any thread.
public final class Sandbox implements AutoCloseable {
  /// How long the `await…` methods wait that name no time.
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Set<String> USUAL_SCOPES =
      Set.of("wl.messenger", "wl.offline_access", "wl.basic");

  private final SandboxOptions options;
  private final Switches switches = new Switches();
  private final Faults faults = new Faults();
  private final SandboxClock clock = new SandboxClock();
  private final StanzaLog stanzas = new StanzaLog(switches, clock);
  private final ConnectionLog connections = new ConnectionLog(clock);
  private final Tokens tokens = new Tokens(switches, clock);
  private final Path folder;
  private final Certificates certificates;
  private final WebServer web;
  private final Service service;
  private final OAuthPages pages;

  private Sandbox(SandboxOptions options) throws IOException, GeneralSecurityException {
    this.options = options;
    options.switches().forEach(switches::set);
    var data = options.data();
    folder = data == null ? Files.createTempDirectory("monarch-sandbox") : data;
    certificates = Certificates.in(folder);
    web = new WebServer(options.host(), options.httpPort());
    var environment =
        new Environment(
            switches,
            faults,
            clock,
            stanzas,
            connections,
            tokens,
            certificates,
            options.happenings());
    try {
      service = Service.start(environment, options.domain(), options.personas(), options.places());
    } catch (IOException e) {
      web.close();
      throw e;
    }
    pages =
        new OAuthPages(
            options.personas(), tokens, switches, clock, web.url(), options.happenings());
  }

  /// Starts a sandbox; when this returns it listens.
  ///
  /// @throws UncheckedIOException if it cannot listen where it should
  public static Sandbox start(SandboxOptions options) {
    try {
      var sandbox = new Sandbox(options);
      var handlers = new LinkedHashMap<>(sandbox.pages.handlers());
      handlers.put("/control", new Control(sandbox)::handle);
      sandbox.web.serve(handlers);
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No certificates could be made.", e);
    }
  }

  // Where it is.

  /// The domain of the JIDs, which streams and certificates name.
  public String domain() {
    return options.domain();
  }

  /// Where clients connect first.
  public Gateway front() {
    return service.front();
  }

  /// Where the front sends clients when `redirect.mode` says so.
  public List<Gateway> gateways() {
    return service.gateways();
  }

  /// The address of the sign-in pages, the profile (`/v5.0/me`) and `/control`.
  public String httpUrl() {
    return web.url();
  }

  /// The certificate authority, in PEM.
  public Path caFile() {
    return certificates.caFile();
  }

  /// The bare JID of an account.
  public String jid(String cid) {
    return service.jid(cid, false).toString();
  }

  /// The full JID of the native client of an account.
  public String nativeJid(String cid) {
    return service.jid(cid, true).toString();
  }

  public List<Persona> people() {
    return options.personas().accounts();
  }

  // Switches and time.

  /// Sets a switch of B.15, such as `redirect.stage` to `post_sasl`.
  ///
  /// @throws IllegalArgumentException with a sentence, if there is no such switch or value
  public void set(String key, String value) {
    switches.set(key, value);
    service.checkTime();
    service.forgetRedirects();
  }

  /// Moves the service's time forward: idle streams are closed, tokens expire.
  public void advance(Duration by) {
    clock.advance(by);
  }

  public SandboxClock clock() {
    return clock;
  }

  // What contacts do who use native clients.

  /// A native contact writes to somebody.
  public void send(String from, String to, String body) {
    service.send(from, to, body);
  }

  /// A native contact shows a chat state: active, composing, paused, inactive or gone.
  public void sendState(String from, String to, String state) {
    service.sendState(from, to, state);
  }

  /// A native contact signs in, out or changes its state.
  ///
  /// @param state one of NLN IDL BRB AWY LUN BSY PHN HDN FLN
  /// @param message the personal message, null for none
  public void presence(String cid, String state, @Nullable String message) {
    service.setPresence(cid, new NativePresence(state, message));
  }

  /// A native contact changes his card. Contacts are told of it only where `presence.photo_hash`
  /// is on.
  ///
  /// @param card null for none
  public void changeCard(String cid, @Nullable Card card) {
    service.setCard(cid, card);
  }

  /// A native contact invites somebody.
  public void invite(String from, String to, @Nullable String nick, @Nullable String text) {
    service.invite(from, to, nick, text);
  }

  /// A native contact accepts the invitation of somebody.
  public void accept(String cid, String inviter) {
    service.accept(cid, inviter);
  }

  /// A native contact declines the invitation of somebody.
  public void decline(String cid, String inviter) {
    service.decline(cid, inviter);
  }

  /// A native contact blocks somebody.
  public void block(String cid, String other) {
    service.block(cid, other);
  }

  /// The user of an account renames a contact in another, native client: clients get a push.
  public void renameContact(String cid, String contact, String name) {
    service.changeContact(cid, contact, name);
  }

  /// The user of an account removes a contact in another, native client: clients get a push.
  public void removeContact(String cid, String contact) {
    service.changeContact(cid, contact, null);
  }

  // Tokens.

  /// Tokens for an account as the desktop application gets them, without a browser.
  public Tokens.Issued issueToken(String cid) {
    return issueToken(cid, "sandbox-desktop", USUAL_SCOPES);
  }

  /// Tokens for an account, for any application and scopes.
  public Tokens.Issued issueToken(String cid, String client, Set<String> scopes) {
    service.jid(cid, false);
    return tokens.issue(cid, client, scopes);
  }

  /// The owner withdraws consent: refreshing and new sign-ins fail, live sessions stay (OA-12).
  public void revoke(String cid) {
    service.jid(cid, false);
    tokens.revoke(cid);
  }

  /// The account is closed: new sign-ins fail with `account-disabled`.
  public void closeAccount(String cid) {
    service.closeAccount(cid);
  }

  // Faults.

  /// The next so many sign-ins fail with that condition, such as `temporary-auth-failure`; an empty
  /// one gives a bare `failure`. Instead of an answer (SASL-6) `cut` cuts the connection and
  /// `see-other-host` redirects it.
  public void failNextSasl(String condition, int times) {
    faults.failNextSasl(condition, times);
  }

  /// The next so many stanzas of a kind fail: `message`, or iqs by the namespace of their payload.
  ///
  /// @param error type and condition, as `wait/resource-constraint`, or `silence` for no answer
  public void failNext(String kind, String error, int times) {
    faults.failNext(kind, error, times);
  }

  /// The next so many token requests get that answer.
  public void failNextTokenRequests(int status, String contentType, String body, int times) {
    pages.failNextTokenRequests(new TokenEndpoint.Answer(status, contentType, body), times);
  }

  /// The next so many connections are redirected, wherever they come in, at `redirect.stage`.
  public void redirectNext(int times) {
    faults.redirectNext(times);
  }

  /// Sends the sessions of an account to another host now; says how many.
  public int redirect(String cid) {
    return service.redirect(cid);
  }

  /// Cuts the TCP connections of an account; says how many.
  public int drop(String cid) {
    return service.drop(cid);
  }

  /// From now on the sessions of an account neither hear nor say anything, though their connections
  /// stay open, until the client gives them up; says how many.
  public int freeze(String cid) {
    return service.freeze(cid);
  }

  /// Ends the streams of an account with that stream error, such as `conflict`; says how many.
  public int endStreams(String cid, String condition, @Nullable String text) {
    return service.endStreams(cid, condition, text);
  }

  /// Cuts the connection that brings the `n`th stanza from a signed-in client, counted from now
  /// over all of them. That stanza is acted upon, but its client hears nothing more.
  public void cutConnectionAfter(int n) {
    faults.cutAfterReading(n);
  }

  /// Cuts the connection on which the `n`th stanza to a signed-in client was written, counted from
  /// now over all of them.
  public void cutConnectionAfterDelivering(int n) {
    faults.cutAfterWriting(n);
  }

  /// Cuts all connections, and new ones at once, without a word, as if the service's processes were
  /// killed; what is in its database, so to speak, is kept.
  public void goAway() {
    service.goAway();
  }

  /// Serves again after [#goAway].
  public void comeBack() {
    service.comeBack();
  }

  /// Breaks the `n`th stanza to a signed-in client, counted from now over all of them, off in its
  /// middle, and closes its connection.
  public void truncateDelivery(int n) {
    faults.truncateWriting(n);
  }

  /// Gives the next so many stanzas of a kind, `message`, `presence` or `iq`, to clients twice, one
  /// behind the other; the log shows both.
  public void deliverTwice(String kind, int times) {
    faults.writeTwice(kind, times);
  }

  /// Stops reading and writing on all connections, without closing any.
  public void freeze() {
    faults.freeze();
  }

  /// Waits until a client has sent something to the frozen service.
  public void awaitHeldBack() {
    try {
      if (!faults.awaitHeldBack(PATIENCE)) {
        throw new AssertionError("Nothing was sent in " + PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// Goes on where [#freeze] stopped.
  public void thaw() {
    faults.thaw();
  }

  /// Sends a stanza to each session of an account, whatever it is; says how many.
  public int sendStanza(String cid, Element stanza) {
    return service.sendStanza(cid, stanza);
  }

  /// Sends text to each session of an account, well-formed or not; says how many.
  public int sendRaw(String cid, String text) {
    return service.sendRaw(cid, text.getBytes(StandardCharsets.UTF_8));
  }

  // What happened.

  /// The stanzas of an account: what its clients sent and what they got, the oldest first.
  public List<StanzaRecord> log(String cid) {
    service.jid(cid, false);
    return stanzas.of(cid);
  }

  /// The number of the latest stanza of all; hand it to [#await] to see only what comes later.
  public long mark() {
    return stanzas.sequence();
  }

  /// Has somebody told of each stanza that is remembered, in order; he must not wait.
  public void onStanza(Consumer<StanzaRecord> listener) {
    stanzas.onStanza(listener);
  }

  /// Waits until a contact got a message of that text, natively or by XMPP, now or before.
  public StanzaRecord awaitReceived(String cid, String body) {
    return await(cid, 0, record -> record.isDelivered() && record.body().equals(body), PATIENCE);
  }

  /// Waits until a client of an account sent such a stanza, now or before.
  public StanzaRecord awaitSent(String cid, Predicate<Element> wanted) {
    return await(cid, 0, record -> record.isSent() && wanted.test(record.stanza()), PATIENCE);
  }

  /// Waits for a stanza of an account behind that mark.
  public StanzaRecord await(
      String cid, long after, Predicate<StanzaRecord> wanted, Duration timeout) {
    try {
      return stanzas
          .await(cid, after, wanted, timeout)
          .orElseThrow(() -> new AssertionError("No such stanza of " + cid + " in " + timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for a stanza of " + cid, e);
    }
  }

  /// The connections that came, the oldest first.
  public List<ConnectionRecord> connections() {
    return connections.all();
  }

  /// Waits for a connection like that, now or before.
  public ConnectionRecord awaitConnection(Predicate<ConnectionRecord> wanted) {
    try {
      return connections
          .await(wanted, PATIENCE)
          .orElseThrow(() -> new AssertionError("No such connection; there were " + connections()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for a connection", e);
    }
  }

  /// The full JIDs that are signed in to an account now.
  public List<String> sessions(String cid) {
    return service.sessions(cid);
  }

  /// Ends all connections and stops listening.
  @Override
  public void close() {
    faults.thaw();
    service.close();
    web.close();
    if (options.data() == null) {
      deleteFolder();
    }
  }

  private void deleteFolder() {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
