package chat.monarch.sandbox.service;

import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import chat.monarch.sandbox.wire.Ns;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Messages and chat states (B.8).
final class Messages {
  private static final List<String> STATES =
      List.of("active", "composing", "paused", "inactive", "gone");

  private final Directory directory;
  private final Switches switches;
  private final InstantSource clock;
  private final History history;
  private final Natives natives;
  private final Consumer<String> happenings;

  Messages(
      Directory directory,
      Switches switches,
      InstantSource clock,
      History history,
      Natives natives,
      Consumer<String> happenings) {
    this.directory = directory;
    this.switches = switches;
    this.clock = clock;
    this.history = history;
    this.natives = natives;
    this.happenings = happenings;
  }

  void fromClient(Session session, Element message, @Nullable Jid to) throws StanzaFault {
    var type = message.attribute("type").orElse("normal");
    if (type.equals("error")) {
      return;
    }
    if (!type.equals("chat")) {
      throw StanzaFault.of("cancel/feature-not-implemented");
    }
    var addressee = addressee(to == null ? session.jid() : to);
    var content = content(message);
    if (!content.children().isEmpty()) {
      deliver(session.account(), session.jid(), addressee, content);
    }
  }

  /// MSG-6: whom a message can be for.
  private Account addressee(Jid to) throws StanzaFault {
    if (!directory.isOurs(to)) {
      throw StanzaFault.of("cancel/remote-server-not-found");
    }
    return directory.find(to).orElseThrow(() -> StanzaFault.of("cancel/item-not-found"));
  }

  /// MSG-2 and MSG-4: the body and a chat state are all that goes on.
  private Element content(Element message) throws StanzaFault {
    var children = new ArrayList<Element>();
    var bodies = message.children(Ns.CLIENT, "body");
    if (bodies.size() > 1 || (bodies.size() == 1 && bodies.getFirst().text().isEmpty())) {
      throw StanzaFault.of("modify/bad-request");
    }
    bodies.forEach(body -> children.add(body(body.text())));
    if (switches.isOn(Switch.CHAT_STATES)) {
      message.children().stream()
          .filter(child -> child.namespace().equals(Ns.CHAT_STATES))
          .filter(child -> STATES.contains(child.name()))
          .limit(1)
          .forEach(state -> children.add(Element.of(Ns.CHAT_STATES, state.name())));
    }
    return Element.client("message").with(children);
  }

  private static Element body(String text) {
    return Element.of(Ns.CLIENT, "body", text.replace("\r\n", "\n").replace('\r', '\n'));
  }

  /// A native contact writes.
  void fromNative(Account from, Account to, String text) {
    var content = Element.client("message").with(body(text));
    natives.did(from, addressed(content, nativeSender(from), to.jid()));
    deliver(from, nativeSender(from), to, content);
  }

  /// A native contact is seen typing, or any other chat state.
  void stateFromNative(Account from, Account to, String state) {
    if (!STATES.contains(state)) {
      throw new IllegalArgumentException("There is no chat state " + state + ".");
    }
    if (switches.isOn(Switch.CHAT_STATES)) {
      var content = Element.client("message").with(Element.of(Ns.CHAT_STATES, state));
      deliver(from, nativeSender(from), to, content);
    }
  }

  private static Jid nativeSender(Account from) {
    return from.nativePresence().isVisible() ? from.nativeJid() : from.jid();
  }

  private void deliver(Account from, Jid sender, Account to, Element content) {
    if (to.blocks(from) || isUnwantedStranger(from, to)) {
      return;
    }
    var body = content.child(Ns.CLIENT, "body").map(Element::text);
    var now = clock.instant();
    body.ifPresent(text -> history.add(from.cid(), to.cid(), text, now));
    var arrived = deliverNow(sender, to, content);
    if (!arrived && body.isPresent()) {
      to.store(new StoredMessage(from.jid(), content, now));
    }
    body.ifPresent(text -> tell(from, to, text, arrived));
  }

  private void tell(Account from, Account to, String text, boolean arrived) {
    happenings.accept(
        "%s wrote %d characters to %s%s"
            .formatted(from.email(), text.length(), to.email(), arrived ? "" : ", who is offline"));
  }

  private boolean isUnwantedStranger(Account from, Account to) {
    var item = to.item(from.jid());
    var isContact = from == to || (item != null && !item.subscription().equals("none"));
    return !isContact && switches.is(Switch.FROM_STRANGERS, "drop");
  }

  /// MSG-3: to every place where the addressee is available; says whether there is one.
  private boolean deliverNow(Jid sender, Account to, Element content) {
    var sessions = to.availableSessions();
    sessions.forEach(session -> session.send(addressed(content, sender, session.jid())));
    var shown = natives.show(to, addressed(content, sender, to.jid()));
    return shown || !sessions.isEmpty();
  }

  private static Element addressed(Element content, Jid from, Jid to) {
    return content.with("type", "chat").with("from", from.toString()).with("to", to.toString());
  }

  /// MSG-5: hands what was kept to the first place that becomes available.
  void deliverStored(Session session) {
    for (var message : session.account().takeStored()) {
      session.send(stored(message, session.jid()));
    }
  }

  /// The same for a native client that signs in.
  void deliverStored(Account account) {
    for (var message : account.takeStored()) {
      natives.show(account, stored(message, account.jid()));
    }
  }

  private Element stored(StoredMessage message, Jid to) {
    var body = message.content().children(Ns.CLIENT, "body");
    return addressed(Element.client("message").with(body), message.from(), to)
        .with(delay(message.at()));
  }

  private Element delay(Instant at) {
    return Element.of(Ns.DELAY, "delay")
        .with("from", directory.domain())
        .with("stamp", at.truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
