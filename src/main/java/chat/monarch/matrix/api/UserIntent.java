package chat.monarch.matrix.api;

import static chat.monarch.matrix.api.Request.CLIENT;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.MessageStatus;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.RoomPlan;
import chat.monarch.domain.ContentUri;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.matrix.format.MessageContent;
import chat.monarch.matrix.format.StatusContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the bot, a ghost or a double puppet does. Every request names the user and, of ours, the
/// device that makes sendings repeatable over a restart of the homeserver.
final class UserIntent implements Intent {
  /// Each user of ours has this one device.
  static final String DEVICE = "MONARCH";

  private static final Duration UPLOAD_TIME = Duration.ofMinutes(2);

  private final Actor actor;
  private final MatrixUserId user;
  private final HomeserverApi api;
  private final RoomOrder order;
  private final RoomView view;
  private final RoomCreation creation;
  private final RoomMaker maker;
  private final Runnable afterJoin;

  /// @param afterJoin what is to be done when the user came into a room; must not block
  UserIntent(
      Actor actor, HomeserverApi api, RoomOrder order, RoomCreation creation, Runnable afterJoin) {
    this.actor = actor;
    this.user = actor.user();
    this.api = api;
    this.order = order;
    this.creation = creation;
    this.afterJoin = afterJoin;
    this.view = new RoomView(this::ask);
    this.maker = new RoomMaker(user, this::ask, creation);
  }

  @Override
  public MatrixUserId user() {
    return user;
  }

  @Override
  public void ensureRegistered() {
    new Registrar(api).ensureRegistered(user);
  }

  @Override
  public void setDisplayName(String name) {
    ask(Request.put(new Bodies.DisplayName(name), CLIENT, "profile", user.value(), "displayname"));
  }

  @Override
  public void setAvatar(@Nullable ContentUri picture) {
    var address = new Bodies.AvatarUrl(picture == null ? "" : picture.value());
    ask(Request.put(address, CLIENT, "profile", user.value(), "avatar_url"));
  }

  @Override
  public void setPresence(Presence presence) {
    var state = Bodies.PresenceState.of(presence);
    ask(Request.put(state, CLIENT, "presence", user.value(), "status"));
  }

  /// Synapse answers `offline` for everybody where presence is off, and 200 to what is told.
  @Override
  public boolean isPresenceKept() {
    setPresence(Presence.ONLINE);
    var answer = ask(Request.get(CLIENT, "presence", user.value(), "status"));
    return !answer.text("presence").equals("offline");
  }

  @Override
  public ContentUri upload(String contentType, String fileName, byte[] content) {
    var request =
        Request.post(new Bodies.Empty(), "/_matrix/media/v3", "upload")
            .with(contentType, content)
            .with("filename", fileName)
            .within(UPLOAD_TIME);
    return new ContentUri(ask(request).text("content_uri"));
  }

  @Override
  public RoomId ensureRoom(RoomPlan plan) {
    return maker.ensure(plan);
  }

  @Override
  public void update(RoomId room, RoomPlan.@Nullable Portal before, RoomPlan.Portal now) {
    for (var state : creation.changes(before, now)) {
      change(room, RoomView.stateRequest(state.content(), room, state.type(), state.key()));
    }
  }

  @Override
  public void join(RoomId room) {
    change(room, Request.post(new Bodies.Empty(), CLIENT, "rooms", room.value(), "join"));
    afterJoin.run();
  }

  @Override
  public void leave(RoomId room, String reason) {
    try {
      change(room, Request.post(new Bodies.Reason(reason), CLIENT, "rooms", room.value(), "leave"));
    } catch (HomeserverException.Refused refused) {
      if (view.isIn(room, user)) {
        throw refused;
      }
    }
  }

  @Override
  public void invite(RoomId room, MatrixUserId guest, boolean direct) {
    if (!view.isIn(room, guest)) {
      var invite = Bodies.Invite.of(direct);
      change(room, RoomView.stateRequest(invite, room, "m.room.member", guest.value()));
    }
  }

  @Override
  public Map<MatrixUserId, Membership> members(RoomId room) {
    return view.members(room);
  }

  @Override
  public boolean isEncrypted(RoomId room) {
    return view.isEncrypted(room);
  }

  @Override
  public EventId send(RoomId room, OutgoingEvent event, TransactionId transaction) {
    var request =
        Request.put(
            content(event),
            CLIENT,
            "rooms",
            room.value(),
            "send",
            "m.room.message",
            transaction.value());
    var at = event.at();
    var dated =
        at == null ? request : request.with("ts", Long.toString(Math.max(0, at.toEpochMilli())));
    return new EventId(change(room, dated).text("event_id"));
  }

  private MessageContent content(OutgoingEvent event) {
    var content = MessageContent.of(event);
    return actor instanceof Actor.Puppet(_, _, var source)
        ? content.puppeted(source, event.at())
        : content;
  }

  @Override
  public void report(RoomId room, MessageStatus status, TransactionId transaction) {
    change(
        room,
        Request.put(
            StatusContent.of(status),
            CLIENT,
            "rooms",
            room.value(),
            "send",
            StatusContent.TYPE,
            transaction.value()));
  }

  @Override
  public void setTyping(RoomId room, Duration time) {
    var typing = Bodies.Typing.of(time);
    ask(Request.put(typing, CLIENT, "rooms", room.value(), "typing", user.value()));
  }

  @Override
  public void markRead(RoomId room, EventId event) {
    ask(
        Request.post(
            new Bodies.Empty(), CLIENT, "rooms", room.value(), "receipt", "m.read", event.value()));
  }

  @Override
  public void redact(RoomId room, EventId event, String reason, TransactionId transaction) {
    change(
        room,
        Request.put(
            new Bodies.Reason(reason),
            CLIENT,
            "rooms",
            room.value(),
            "redact",
            event.value(),
            transaction.value()));
  }

  @Override
  public List<EventId> showing(RoomId room, RemoteMessageId message) {
    return view.showing(room, message);
  }

  @Override
  public Optional<RoomId> find(String aliasLocalpart) {
    return maker.find(aliasLocalpart);
  }

  @Override
  public void check() {
    ask(Request.get(CLIENT, "account", "whoami"));
  }

  @Override
  public void setQuiet(RoomId room, boolean quiet) {
    var rule = "chat.monarch." + room.value();
    if (quiet) {
      ask(
          Request.put(
              Bodies.PushRule.silencing(room), CLIENT, "pushrules", "global", "override", rule));
    } else {
      removeRule(rule);
    }
  }

  private void removeRule(String rule) {
    try {
      ask(Request.delete(CLIENT, "pushrules", "global", "override", rule));
    } catch (HomeserverException.Refused refused) {
      if (refused.status() != 404) {
        throw refused;
      }
    }
  }

  private Answer change(RoomId room, Request request) {
    return order.inTurn(room, () -> ask(request));
  }

  /// Asks as this user. The homeserver may have lost one of ours, for example by a restored backup:
  /// then he is registered anew.
  private Answer ask(Request request) {
    var asUser = actor.asking(request);
    try {
      return api.callRaw(asUser);
    } catch (HomeserverException.Refused refused) {
      if (actor instanceof Actor.Puppet || !Registrar.isUnknown(refused)) {
        throw refused;
      }
      ensureRegistered();
      return api.callRaw(asUser);
    }
  }
}
