package chat.monarch.sandbox.service;

import chat.monarch.sandbox.people.Persona.Contact;
import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import chat.monarch.sandbox.wire.Ns;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An entry of a roster (ROS-1).
///
/// @param subscription `none`, `to`, `from` or `both`
record RosterItem(
    Jid jid, @Nullable String name, String subscription, boolean asked, Set<String> groups) {

  static RosterItem of(Contact contact, String domain) {
    return new RosterItem(
        new Jid(contact.cid(), domain, null),
        contact.name(),
        contact.subscription(),
        contact.asked(),
        new TreeSet<>(contact.groups()));
  }

  static RosterItem unknown(Jid jid) {
    return new RosterItem(jid, null, "none", false, Set.of());
  }

  boolean seesContact() {
    return subscription.equals("to") || subscription.equals("both");
  }

  boolean isMutual() {
    return subscription.equals("both");
  }

  RosterItem named(String changed) {
    return new RosterItem(jid, changed, subscription, asked, groups);
  }

  RosterItem asking() {
    return new RosterItem(jid, name, subscription, true, groups);
  }

  RosterItem declined() {
    return new RosterItem(jid, name, subscription, false, groups);
  }

  RosterItem mutual() {
    return new RosterItem(jid, name, "both", false, groups);
  }

  Element toElement() {
    return Element.of(Ns.ROSTER, "item")
        .with("jid", jid.bare())
        .with("name", name)
        .with("subscription", subscription)
        .with("ask", asked ? "subscribe" : null)
        .with(groups.stream().map(group -> Element.of(Ns.ROSTER, "group", group)).toList());
  }
}
