package chat.monarch.sandbox.service;

import chat.monarch.sandbox.people.Card;
import chat.monarch.sandbox.people.Persona;
import chat.monarch.sandbox.people.Persona.NativePresence;
import chat.monarch.sandbox.wire.Jid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An account as it is now. Guarded by the monitor of [Directory].
final class Account {
  private static final int MAX_STORED = 10_000;

  private final String cid;
  private final String email;
  private final Jid jid;
  private final boolean keepsHistory;
  private final Map<String, RosterItem> roster = new LinkedHashMap<>();
  private final Map<String, Persona.Invitation> invitations = new LinkedHashMap<>();
  private final Set<String> blocks;
  private final List<Session> sessions = new ArrayList<>();
  private final Deque<StoredMessage> stored = new ArrayDeque<>();
  private @Nullable Card card;
  private NativePresence nativePresence;
  private boolean closed;

  Account(Persona persona, String domain) {
    cid = persona.cid();
    email = persona.email();
    jid = new Jid(cid, domain, null);
    card = persona.card();
    keepsHistory = persona.keepHistory();
    blocks = new HashSet<>(persona.blocks());
    nativePresence = persona.presence();
    persona.roster().forEach(contact -> put(RosterItem.of(contact, domain)));
    persona.invitations().forEach(invitation -> invitations.put(invitation.cid(), invitation));
  }

  String cid() {
    return cid;
  }

  String email() {
    return email;
  }

  /// The bare JID.
  Jid jid() {
    return jid;
  }

  /// The JID of the native client, which is a resource like any other.
  Jid nativeJid() {
    return new Jid(cid, jid.domain(), cid.substring(0, 8).toUpperCase(Locale.ROOT));
  }

  @Nullable Card card() {
    return card;
  }

  void setCard(@Nullable Card changed) {
    card = changed;
  }

  boolean keepsHistory() {
    return keepsHistory;
  }

  List<RosterItem> roster() {
    return List.copyOf(roster.values());
  }

  @Nullable RosterItem item(Jid contact) {
    return roster.get(contact.bare());
  }

  void put(RosterItem item) {
    roster.put(item.jid().bare(), item);
  }

  void remove(RosterItem item) {
    roster.remove(item.jid().bare());
  }

  /// Whether this account gets the presence of that one.
  boolean sees(Account other) {
    var item = item(other.jid);
    return item != null && item.seesContact() && !other.blocks(this);
  }

  Map<String, Persona.Invitation> invitations() {
    return invitations;
  }

  boolean blocks(Account other) {
    return blocks.contains(other.cid);
  }

  void block(String other) {
    blocks.add(other);
  }

  List<Session> sessions() {
    return List.copyOf(sessions);
  }

  List<Session> availableSessions() {
    return sessions.stream().filter(Session::isAvailable).toList();
  }

  void add(Session session) {
    sessions.add(session);
  }

  void remove(Session session) {
    sessions.remove(session);
  }

  NativePresence nativePresence() {
    return nativePresence;
  }

  void setNativePresence(NativePresence presence) {
    nativePresence = presence;
  }

  /// Keeps a message for later; the oldest is dropped when there are ten thousand.
  void store(StoredMessage message) {
    stored.add(message);
    if (stored.size() > MAX_STORED) {
      stored.remove();
    }
  }

  /// What was kept, the oldest first; it is kept no longer.
  List<StoredMessage> takeStored() {
    var taken = List.copyOf(stored);
    stored.clear();
    return taken;
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
