package chat.monarch.testkit.fake;

import chat.monarch.bridge.port.Addition;
import chat.monarch.bridge.port.Archive;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.Delivery;
import chat.monarch.bridge.port.Lookup;
import chat.monarch.bridge.port.OutgoingChat;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionEvents;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.port.TokenSource;
import chat.monarch.domain.id.RemoteUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A connection to the [FakeMessenger].
public final class FakeSession implements Session {
  /// The account that must answer.
  public final @Nullable RemoteUserId account;

  /// Where its token comes from.
  public final TokenSource tokens;

  /// What it was asked to do about contacts, in order.
  public final List<String> asked = new CopyOnWriteArrayList<>();

  /// Whose cards it was asked for, in order.
  public final List<RemoteUserId> cardsAsked = new CopyOnWriteArrayList<>();

  /// What contacts were to see of the account, in order.
  public final List<Presence> shown = new CopyOnWriteArrayList<>();

  private final SessionEvents events;
  private volatile Lookup lookup = new Lookup.NotOffered();
  private volatile Addition addition = new Addition.Asked(true);
  private volatile Function<RemoteUserId, ContactCard> cards = _ -> card("Alice Liddell");
  private volatile boolean answering = true;
  private volatile SessionState state = new SessionState.Connecting();
  private volatile boolean closed;
  private volatile int reconnects;
  private volatile @Nullable Instant doubtSince;

  FakeSession(@Nullable RemoteUserId account, TokenSource tokens, SessionEvents events) {
    this.account = account;
    this.tokens = tokens;
    this.events = events;
  }

  /// Signs in as an account with these contacts.
  public void comeOnline(RemoteUserId as, Contact... contacts) {
    state = new SessionState.Online(as);
    events.online(as, List.of(contacts), doubtSince);
    events.changed(state);
    events.ready();
  }

  /// From now on messages may have been lost since then.
  public void doubt(@Nullable Instant since) {
    doubtSince = since;
  }

  /// Answers look-ups so from now on.
  public void answerLookUps(Lookup answer) {
    lookup = answer;
  }

  /// Answers wishes for a contact so from now on.
  public void answerAdditions(Addition answer) {
    addition = answer;
  }

  /// Gives cards so from now on.
  public void giveCards(Function<RemoteUserId, ContactCard> giver) {
    cards = giver;
  }

  /// A card with a name and no photo.
  public static ContactCard card(String name) {
    return new ContactCard.Read(name, new ContactCard.Photo.Absent());
  }

  /// The service takes answers to invitations, or does not.
  public void takeAnswers(boolean takes) {
    answering = takes;
  }

  /// Changes its state.
  public void become(SessionState next) {
    state = next;
    events.changed(next);
  }

  /// What listens to it.
  public SessionEvents events() {
    return events;
  }

  public boolean isClosed() {
    return closed;
  }

  public int reconnects() {
    return reconnects;
  }

  @Override
  public SessionState state() {
    return state;
  }

  @Override
  public List<Delivery> send(List<OutgoingChat> messages) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Archive archive(RemoteUserId contact, int max) {
    return new Archive.Empty();
  }

  @Override
  public ContactCard card(RemoteUserId contact) {
    cardsAsked.add(contact);
    return cards.apply(contact);
  }

  @Override
  public Lookup lookUp(String email) {
    asked.add("look up " + email);
    return lookup;
  }

  @Override
  public Addition add(RemoteUserId contact, @Nullable String name, boolean listed) {
    asked.add("add " + contact.value() + " as " + name + (listed ? " listed" : ""));
    return addition;
  }

  @Override
  public boolean answer(RemoteUserId inviter, boolean accept) {
    asked.add((accept ? "accept " : "decline ") + inviter.value());
    return answering;
  }

  @Override
  public void show(Presence presence) {
    shown.add(presence);
  }

  @Override
  public void tellTyping(RemoteUserId contact, boolean typing) {}

  @Override
  public synchronized void reconnect() {
    reconnects++;
  }

  @Override
  public @Nullable Instant doubtSince() {
    return doubtSince;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void awaitClosed(Duration patience) {}
}
