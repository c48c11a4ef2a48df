package chat.monarch.bridge.inbox;

import chat.monarch.bridge.backfill.CatchUp;
import chat.monarch.bridge.backfill.FirstLink;
import chat.monarch.bridge.contact.ContactEvents;
import chat.monarch.bridge.login.LoginListener;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.portal.PortalLanes;
import chat.monarch.bridge.portal.Portals;
import chat.monarch.bridge.portal.PortalsConfig;
import chat.monarch.bridge.portal.Refusals;
import chat.monarch.bridge.portal.Typing;
import chat.monarch.bridge.presence.Activity;
import chat.monarch.bridge.presence.ContactPresences;
import chat.monarch.bridge.presence.OwnPresences;
import chat.monarch.bridge.profile.Profiles;
import chat.monarch.bridge.work.Persistence;
import chat.monarch.domain.Portal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.InboxTable;
import chat.monarch.store.KnownContact;
import chat.monarch.store.NewMessage;
import chat.monarch.store.OutboxTable;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// Where messages of the messenger arrive. Accepting is one commit; showing them comes after,
/// portal by portal.
@ApplicationScoped
class RemoteInbox implements LoginListener {
  private final Portals portals;
  private final ContactTable contacts;
  private final OutboxTable outbox;
  private final InboxTable inbox;
  private final PortalLanes portalLanes;
  private final RoomLanes roomLanes;
  private final Refusals refusals;
  private final CatchUp catchUp;
  private final FirstLink firstLink;
  private final ContactEvents contactEvents;
  private final Logins logins;
  private final ContactPresences presences;
  private final OwnPresences ownPresences;
  private final Profiles profiles;
  private final Typing typing;
  private final Activity activity;
  private final Persistence persistence;
  private final PortalsConfig config;
  private final ExecutorService threads;
  private final Clock clock;

  RemoteInbox(
      Portals portals,
      ContactTable contacts,
      OutboxTable outbox,
      InboxTable inbox,
      PortalLanes portalLanes,
      RoomLanes roomLanes,
      Refusals refusals,
      CatchUp catchUp,
      FirstLink firstLink,
      ContactEvents contactEvents,
      Logins logins,
      ContactPresences presences,
      OwnPresences ownPresences,
      Profiles profiles,
      Typing typing,
      Activity activity,
      Persistence persistence,
      PortalsConfig config,
      @VirtualThreads ExecutorService threads,
      Clock clock) {
    this.portals = portals;
    this.contacts = contacts;
    this.outbox = outbox;
    this.inbox = inbox;
    this.portalLanes = portalLanes;
    this.roomLanes = roomLanes;
    this.refusals = refusals;
    this.catchUp = catchUp;
    this.firstLink = firstLink;
    this.contactEvents = contactEvents;
    this.logins = logins;
    this.presences = presences;
    this.ownPresences = ownPresences;
    this.profiles = profiles;
    this.typing = typing;
    this.activity = activity;
    this.persistence = persistence;
    this.config = config;
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public void received(LoginId login, List<IncomingChat> messages) {
    var ids = messages.stream().map(_ -> RemoteMessageId.next(clock.instant())).toList();
    persistence.persist(() -> keep(login, messages, ids));
    typing.wrote(login, messages);
  }

  @Override
  public void typing(LoginId login, RemoteUserId contact, boolean isTyping) {
    typing.byContact(login, contact, isTyping);
  }

  /// The messages have their ids already, so that a repetition keeps none of them twice.
  private void keep(LoginId login, List<IncomingChat> messages, List<RemoteMessageId> ids) {
    var rows = new ArrayList<NewMessage>();
    for (var message : messages) {
      var portal = portals.ensure(new PortalKey(login, message.from()));
      var id = ids.get(rows.size());
      rows.add(new NewMessage(portal, id, false, false, message.body(), message.at(), null));
    }
    outbox.accept(rows);
    rows.stream().map(NewMessage::portal).distinct().forEach(portalLanes::wake);
  }

  @Override
  public void interrupted(LoginId login) {
    catchUp.holdFromStart(login);
  }

  @Override
  public void online(LoginId login) {
    catchUp.hold(login);
    presences.online(login);
    ownPresences.online(login);
    activity.online(login);
    profiles.online(login);
  }

  /// Asks the archive aside: the stream goes on meanwhile.
  @Override
  public void ready(
      LoginId login, boolean firstTime, Optional<Instant> doubtSince, Runnable settled) {
    contactEvents.online(login);
    profiles.ready(login);
    logins
        .session(login)
        .ifPresent(
            session ->
                threads.execute(
                    () -> {
                      if (firstTime) {
                        open(login, session);
                      }
                      lookBack(login, session, doubtSince, settled);
                    }));
  }

  private void lookBack(
      LoginId login, Session session, Optional<Instant> doubtSince, Runnable settled) {
    var isLookedAfter = catchUp.run(login, session, doubtSince, this::wake);
    wakeWork(login);
    // Where the stream broke again, the next one brings another look.
    if (isLookedAfter && session.state() instanceof SessionState.Online) {
      settled.run();
    }
  }

  /// Wakes what waits for the login, both ways.
  private void wakeWork(LoginId login) {
    inbox.roomsWithWork(login).forEach(roomLanes::wake);
    outbox.portalsWithWork(login).forEach(portalLanes::wake);
  }

  private void wake(Portal portal) {
    portalLanes.wake(portal.id());
    if (portal.room() != null) {
      roomLanes.wake(portal.room());
    }
  }

  private void open(LoginId login, Session session) {
    var established =
        contacts.of(login).stream()
            .filter(KnownContact::isEstablished)
            .map(KnownContact::id)
            .toList();
    firstLink.open(login, established, session, config.atLink()).forEach(this::wake);
  }

  @Override
  public void refused(LoginId login, Refusal refusal) {
    refusals.take(login, refusal).ifPresent(roomLanes::wake);
  }

  @Override
  public void contactChanged(LoginId login, Contact contact) {
    contactEvents.changed(login, contact);
    profiles.changed(login, contact);
  }

  @Override
  public void invited(LoginId login, Invitation invitation) {
    contactEvents.invited(login, invitation);
  }

  @Override
  public void invitationAnswered(LoginId login, RemoteUserId contact, boolean accepted) {
    contactEvents.answered(login, contact, accepted);
  }

  @Override
  public void photo(LoginId login, RemoteUserId contact, String hash) {
    profiles.photo(login, contact, hash);
  }

  @Override
  public void presence(LoginId login, RemoteUserId contact, Presence presence) {
    presences.presence(login, contact, presence);
  }

  @Override
  public void disconnected(LoginId login) {
    presences.disconnected(login);
    profiles.disconnected(login);
  }

  @Override
  public void stopped(LoginId login) {
    catchUp.letGo(login);
    wakeWork(login);
  }

  @Override
  public void removed(LoginId login) {
    stopped(login);
    presences.removed(login);
    profiles.disconnected(login);
  }
}
