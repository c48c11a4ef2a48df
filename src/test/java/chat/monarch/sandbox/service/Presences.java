package chat.monarch.sandbox.service;

import chat.monarch.sandbox.people.Persona.NativePresence;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import chat.monarch.sandbox.wire.Ns;
import java.util.ArrayList;
import java.util.List;

/// Who is there (B.7).
final class Presences {
  private static final List<String> SHOWS = List.of("", "chat", "away", "xa", "dnd");

  private final Directory directory;
  private final Switches switches;

  Presences(Directory directory, Switches switches) {
    this.directory = directory;
    this.switches = switches;
  }

  /// Called when a session became available for the first time or again (PRS-2).
  interface Arrival {
    void arrived(Session session);
  }

  private final List<Arrival> arrivals = new ArrayList<>();

  /// What is to be sent to an arriving session after the presences, in that order.
  void afterwards(Arrival arrival) {
    arrivals.add(arrival);
  }

  /// Un-addressed presence of a client.
  void fromClient(Session session, Element presence) throws StanzaFault {
    if (presence.attribute("type").isPresent()) {
      leave(session);
      return;
    }
    var arrives = !session.isAvailable();
    session.setPresence(cleaned(session.account(), presence));
    broadcast(session);
    if (arrives) {
      welcome(session);
    }
  }

  /// PRS-3 and PRS-4: what may stand in a presence, as others will see it.
  private Element cleaned(Account account, Element presence) throws StanzaFault {
    var show = text(presence, "show");
    var priority = text(presence, "priority");
    if (!SHOWS.contains(show) || !isPriority(priority)) {
      throw StanzaFault.of("modify/bad-request");
    }
    var visible =
        switch (show) {
          case "", "chat" -> "";
          case "xa" -> "away";
          default -> show;
        };
    return content(account, visible, text(presence, "status"), priority);
  }

  private static boolean isPriority(String text) {
    if (!text.matches("|-?\\d{1,3}")) {
      return false;
    }
    var number = text.isEmpty() ? 0 : Integer.parseInt(text);
    return number >= -128 && number <= 127;
  }

  private static String text(Element presence, String child) {
    return presence.child(Ns.CLIENT, child).map(Element::text).map(String::strip).orElse("");
  }

  private Element content(Account account, String show, String status, String priority) {
    var children = new ArrayList<Element>();
    add(children, "show", show);
    add(children, "status", status);
    add(children, "priority", priority);
    if (switches.isOn(Switch.PHOTO_HASH)) {
      children.add(PhotoHash.of(account.card()));
    }
    return Element.client("presence").with(children);
  }

  private static void add(List<Element> children, String name, String text) {
    if (!text.isEmpty()) {
      children.add(Element.of(Ns.CLIENT, name, text));
    }
  }

  private Element ofNative(Account account) {
    var presence = account.nativePresence();
    var show = presence.show();
    var message = presence.message();
    return content(account, show == null ? "" : show, message == null ? "" : message, "0");
  }

  /// Tells contacts and the account's own sessions.
  private void broadcast(Session session) {
    var presence = session.presence().orElseThrow().with("from", session.jid().toString());
    tellContacts(session.account(), presence);
    tellOwn(session.account(), presence);
  }

  private void tellContacts(Account account, Element presence) {
    for (var item : account.roster()) {
      directory
          .find(item.jid())
          .filter(contact -> contact.sees(account))
          .ifPresent(contact -> tellOwn(contact, presence));
    }
  }

  private static void tellOwn(Account account, Element presence) {
    account.availableSessions().forEach(session -> tell(session, presence));
  }

  private static void tell(Session session, Element presence) {
    session.send(presence.with("to", session.jid().toString()));
  }

  private void welcome(Session session) {
    var account = session.account();
    for (var other : account.availableSessions()) {
      if (other != session) {
        tell(session, other.presence().orElseThrow().with("from", other.jid().toString()));
      }
    }
    for (var item : account.roster()) {
      directory
          .find(item.jid())
          .filter(account::sees)
          .ifPresent(contact -> available(contact).forEach(presence -> tell(session, presence)));
    }
    arrivals.forEach(arrival -> arrival.arrived(session));
  }

  /// The presences of all places where that account is.
  private List<Element> available(Account account) {
    var found = new ArrayList<Element>();
    for (var session : account.availableSessions()) {
      found.add(session.presence().orElseThrow().with("from", session.jid().toString()));
    }
    if (account.nativePresence().isVisible()) {
      found.add(ofNative(account).with("from", account.nativeJid().toString()));
    }
    return found;
  }

  /// Shows a new contact to an account.
  void introduce(Account contact, Account to) {
    if (to.sees(contact)) {
      available(contact).forEach(presence -> tellOwn(to, presence));
    }
  }

  /// The session has gone, or says so.
  void leave(Session session) {
    if (session.isAvailable()) {
      session.setPresence(null);
      var gone = unavailable(session.jid());
      tellContacts(session.account(), gone);
      tellOwn(session.account(), gone);
    }
  }

  private static Element unavailable(Jid jid) {
    return Element.client("presence").with("type", "unavailable").with("from", jid.toString());
  }

  /// An account's card was changed: a presence with the new hash says so, if any has one (PRS-3).
  void tellCard(Account account) {
    if (switches.isOn(Switch.PHOTO_HASH)) {
      setNative(account, account.nativePresence());
    }
  }

  /// The native client of an account changes its state.
  void setNative(Account account, NativePresence presence) {
    var wasVisible = account.nativePresence().isVisible();
    account.setNativePresence(presence);
    if (presence.isVisible()) {
      var seen = ofNative(account).with("from", account.nativeJid().toString());
      tellContacts(account, seen);
      tellOwn(account, seen);
    } else if (wasVisible) {
      var gone = unavailable(account.nativeJid());
      tellContacts(account, gone);
      tellOwn(account, gone);
    }
  }
}
