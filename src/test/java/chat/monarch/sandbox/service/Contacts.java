package chat.monarch.sandbox.service;

import chat.monarch.sandbox.people.Persona.Invitation;
import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import chat.monarch.sandbox.wire.Ns;
import java.util.ArrayList;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Rosters and how they change: adding is the only way (B.6, B.7).
final class Contacts {
  private final Directory directory;
  private final Switches switches;
  private final Presences presences;
  private final Natives natives;

  Contacts(Directory directory, Switches switches, Presences presences, Natives natives) {
    this.directory = directory;
    this.switches = switches;
    this.presences = presences;
    this.natives = natives;
  }

  /// A roster set (ADD-1 to ADD-3, MOD-1).
  void change(Account account, Element query) throws StanzaFault {
    var items = query.children(Ns.ROSTER, "item");
    if (items.size() != 1 || query.children().size() != 1) {
      throw StanzaFault.of("modify/bad-request");
    }
    var wanted = wanted(items.getFirst());
    var old = account.item(wanted.jid());
    var removes = items.getFirst().attribute("subscription").filter("remove"::equals).isPresent();
    if (removes || (old != null && !isSame(old, wanted))) {
      refuse();
    } else if (old == null) {
      checkCanBeAdded(account, wanted.jid());
      account.put(wanted);
      push(account, wanted);
    }
  }

  private static RosterItem wanted(Element item) throws StanzaFault {
    var jid =
        item.attribute("jid")
            .flatMap(Jid::parse)
            .filter(Jid::isBare)
            .orElseThrow(() -> StanzaFault.of("modify/bad-request"));
    var groups = new TreeSet<String>();
    for (var group : item.children(Ns.ROSTER, "group")) {
      if (group.text().isEmpty()) {
        throw StanzaFault.of("modify/not-acceptable");
      }
      groups.add(group.text());
    }
    var name = item.attribute("name").filter(text -> !text.isEmpty()).orElse(null);
    return new RosterItem(jid, name, "none", false, groups);
  }

  private static boolean isSame(RosterItem old, RosterItem wanted) {
    return Objects.equals(old.name(), wanted.name()) && old.groups().equals(wanted.groups());
  }

  private void refuse() throws StanzaFault {
    if (!switches.is(Switch.ROSTER_REFUSAL, "silent")) {
      throw StanzaFault.of("cancel/" + switches.get(Switch.ROSTER_REFUSAL));
    }
  }

  /// ADD-2: an address of another domain, such as an e-mail, is taken and will never do anything.
  private void checkCanBeAdded(Account account, Jid jid) throws StanzaFault {
    if (jid.sameBare(account.jid())) {
      throw StanzaFault.of("cancel/not-allowed");
    }
    if (directory.isOurs(jid) && directory.find(jid).isEmpty()) {
      throw StanzaFault.of("cancel/item-not-found");
    }
  }

  /// `subscribe` from a client.
  void invite(Session session, Element presence, Jid to) throws StanzaFault {
    var account = session.account();
    if (!directory.isOurs(to)) {
      return;
    }
    checkCanBeAdded(account, to);
    var contact = directory.find(to).orElseThrow();
    var old = account.item(to);
    if (old != null && old.isMutual()) {
      session.send(subscription("subscribed", contact.jid(), account.jid()));
    } else if (account.invitations().containsKey(contact.cid())) {
      accept(account, to);
    } else {
      ask(account, contact, old, text(presence));
    }
  }

  private static @Nullable String text(Element presence) {
    return presence.child(Ns.CLIENT, "status").map(Element::text).orElse(null);
  }

  private void ask(
      Account account, Account contact, @Nullable RosterItem old, @Nullable String text) {
    var item = old == null ? RosterItem.unknown(contact.jid()) : old;
    account.put(item.asking());
    push(account, item.asking());
    if (!contact.blocks(account)) {
      var card = account.card();
      deliver(contact, new Invitation(account.cid(), card == null ? null : card.fullName(), text));
    }
  }

  /// Puts an invitation before its addressee.
  void deliver(Account contact, Invitation invitation) {
    contact.invitations().put(invitation.cid(), invitation);
    var stanza = invitation(contact, invitation);
    contact.availableSessions().forEach(session -> session.send(stanza));
    natives.show(contact, stanza);
  }

  /// Shows a session what is still open (PRS-2, INV-1).
  void showInvitations(Session session) {
    var account = session.account();
    account.invitations().values().forEach(open -> session.send(invitation(account, open)));
  }

  private Element invitation(Account contact, Invitation invitation) {
    var from = new Jid(invitation.cid(), directory.domain(), null);
    var children = new ArrayList<Element>();
    if (invitation.text() != null) {
      children.add(Element.of(Ns.CLIENT, "status", invitation.text()));
    }
    if (invitation.nick() != null) {
      children.add(Element.of(Ns.NICK, "nick", invitation.nick()));
    }
    return subscription("subscribe", from, contact.jid()).with(children);
  }

  /// `subscribed` from an account (INV-3); nothing happens where there was no invitation.
  void accept(Account account, Jid to) {
    var invitation = to.local() == null ? null : account.invitations().remove(to.local());
    var other = directory.find(to).orElse(null);
    if (invitation == null || other == null) {
      return;
    }
    makeMutual(account, other);
    makeMutual(other, account);
    var accepted = subscription("subscribed", account.jid(), other.jid());
    other.sessions().forEach(session -> session.send(accepted));
    natives.show(other, accepted);
    presences.introduce(account, other);
    presences.introduce(other, account);
  }

  private void makeMutual(Account account, Account contact) {
    var old = account.item(contact.jid());
    var item = (old == null ? RosterItem.unknown(contact.jid()) : old).mutual();
    account.put(item);
    push(account, item);
  }

  /// `unsubscribed` from an account (INV-4, ADD-4).
  void decline(Account account, Jid to) {
    var invitation = to.local() == null ? null : account.invitations().remove(to.local());
    var other = directory.find(to).orElse(null);
    if (invitation == null || other == null) {
      return;
    }
    var declined = subscription("unsubscribed", account.jid(), other.jid());
    other.sessions().forEach(session -> session.send(declined));
    natives.show(other, declined);
    var item = other.item(account.jid());
    if (item != null) {
      other.put(item.declined());
      push(other, item.declined());
    }
  }

  private static Element subscription(String type, Jid from, Jid to) {
    return Element.client("presence")
        .with("type", type)
        .with("from", from.bare())
        .with("to", to.bare());
  }

  /// The account's user changes or removes a contact elsewhere, natively (ROS-4).
  ///
  /// @param name the new name; null to remove the contact
  void changeElsewhere(Account account, Account contact, @Nullable String name) {
    var old = account.item(contact.jid());
    if (old == null) {
      throw new IllegalArgumentException("The two are no contacts.");
    }
    if (name == null) {
      account.remove(old);
      pushItem(account, old.toElement().with("subscription", "remove").with("ask", null));
    } else {
      account.put(old.named(name));
      push(account, old.named(name));
    }
  }

  /// ROS-4: to every bound session.
  private void push(Account account, RosterItem item) {
    pushItem(account, item.toElement());
  }

  private void pushItem(Account account, Element item) {
    var query = Element.of(Ns.ROSTER, "query").with(item);
    var times = switches.isOn(Switch.FAULT_DUPLICATE_PUSH) ? 2 : 1;
    for (var session : account.sessions()) {
      var push =
          Element.client("iq")
              .with("type", "set")
              .with("id", session.nextPushId())
              .with("from", directory.domain())
              .with("to", session.jid().toString())
              .with(query);
      for (var i = 0; i < times; i++) {
        session.send(push);
      }
    }
  }
}
