package chat.monarch.testkit;

import static chat.monarch.testkit.MatrixHttp.encode;
import static chat.monarch.testkit.MatrixHttp.path;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// A person with a Matrix client: does what a client does, and keeps each event that his `/sync`
/// brought, in order.
public final class MatrixUser implements AutoCloseable {
  private static final Map<String, Object> ENCRYPTION =
      Map.of(
          "type",
          "m.room.encryption",
          "state_key",
          "",
          "content",
          Map.of("algorithm", "m.megolm.v1.aes-sha2"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MatrixUserId id;
  private final MatrixHttp http;
  private final Arrivals<RoomEvent> events = new Arrivals<>();
  private final Arrivals<Invite> invites = new Arrivals<>();
  private final List<Surroundings> surroundings = new CopyOnWriteArrayList<>();
  private final SyncLoop sync;

  private MatrixUser(MatrixUserId id, MatrixHttp http) {
    this.id = id;
    this.http = http;
    this.sync = new SyncLoop(http, Timelines.FILTER, new Timelines(http, id, events, invites));
    sync.start("sync " + id.value());
  }

  /// Signs in with a password, as a new device, and begins to listen.
  public static MatrixUser signIn(URI homeserver, String localpart, String password) {
    try (var anonymous = new MatrixHttp(homeserver, null)) {
      var body =
          Map.of(
              "type",
              "m.login.password",
              "identifier",
              Map.of("type", "m.id.user", "user", localpart),
              "password",
              password);
      return signedIn(homeserver, anonymous.post(path("login"), body));
    }
  }

  /// Begins to listen with what a login or a registration answered.
  static MatrixUser signedIn(URI homeserver, JsonNode answer) {
    return new MatrixUser(
        new MatrixUserId(answer.path("user_id").asText()),
        new MatrixHttp(homeserver, answer.path("access_token").asText()));
  }

  public MatrixUserId id() {
    return id;
  }

  // What he waits for and what he saw

  /// An event that comes from now on, in any room. Make it before what brings the event about.
  public Expectation<RoomEvent> expect(String what, Predicate<RoomEvent> predicate) {
    return events.next(what, predicate);
  }

  /// The first event of this kind, whether it was seen already or comes in time.
  public RoomEvent awaitEvent(String what, Predicate<RoomEvent> predicate, Duration time) {
    return events.first(what, predicate).within(time);
  }

  /// An invitation that comes from now on.
  public Expectation<Invite> expectInvite(String what, Predicate<Invite> predicate) {
    return invites.next(what, predicate);
  }

  /// The first invitation of this kind, whether it was seen already or comes in time.
  public Invite awaitInvite(String what, Predicate<Invite> predicate, Duration time) {
    return invites.first(what, predicate).within(time);
  }

  /// Each event seen so far, in the order in which they came.
  public List<RoomEvent> events() {
    return events.all();
  }

  /// Each event of a room seen so far, in its order.
  public List<RoomEvent> events(RoomId room) {
    return events.all().stream().filter(event -> event.room().equals(room)).toList();
  }

  /// The texts of the messages of a sender in a room, of any kind, in their order.
  public List<String> texts(RoomId room, MatrixUserId sender) {
    return events(room).stream()
        .filter(event -> event.isMessage() && event.sender().equals(sender))
        .map(RoomEvent::body)
        .toList();
  }

  /// Each invitation seen so far, accepted or not.
  public List<Invite> invites() {
    return invites.all();
  }

  /// Begins to look who is there and who is typing.
  public Surroundings lookAround() {
    var around = new Surroundings(http, id);
    surroundings.add(around);
    return around;
  }

  // What he does

  /// Makes a private room and invites people into it.
  public RoomId createRoom(String name, MatrixUserId... invited) {
    return create(Map.of("preset", "private_chat", "name", name, "invite", ids(invited)));
  }

  /// Starts a direct chat as clients do: `is_direct`, and an entry in his `m.direct`.
  ///
  /// @param encrypted whether the room is encrypted from the start, as Element X has it
  public RoomId createDirect(MatrixUserId other, boolean encrypted) {
    var room =
        create(
            Map.of(
                "preset",
                "trusted_private_chat",
                "is_direct",
                true,
                "invite",
                ids(other),
                "initial_state",
                encrypted ? List.of(ENCRYPTION) : List.of()));
    addDirect(other, room);
    return room;
  }

  private RoomId create(Map<String, Object> room) {
    return new RoomId(http.post(path("createRoom"), room).path("room_id").asText());
  }

  private static List<String> ids(MatrixUserId... users) {
    return List.of(users).stream().map(MatrixUserId::value).toList();
  }

  private void addDirect(MatrixUserId other, RoomId room) {
    var direct = new LinkedHashMap<String, List<String>>();
    directRooms().forEach((user, rooms) -> direct.put(user.value(), values(rooms)));
    direct.computeIfAbsent(other.value(), _ -> new ArrayList<>()).add(room.value());
    http.put(path("user", id.value(), "account_data", "m.direct"), direct);
  }

  private static List<String> values(List<RoomId> rooms) {
    return new ArrayList<>(rooms.stream().map(RoomId::value).toList());
  }

  /// Joins as clients do: a direct chat gets an entry in his `m.direct`.
  public void join(Invite invite) {
    join(invite.room());
    if (invite.direct()) {
      addDirect(invite.sender(), invite.room());
    }
  }

  public void join(RoomId room) {
    http.post(path("join", room.value()), Map.of());
  }

  public void leave(RoomId room) {
    http.post(path("rooms", room.value(), "leave"), Map.of());
  }

  public void invite(RoomId room, MatrixUserId other) {
    http.post(path("rooms", room.value(), "invite"), Map.of("user_id", other.value()));
  }

  public EventId sendText(RoomId room, String text) {
    return send(room, "m.room.message", Map.of("msgtype", "m.text", "body", text));
  }

  public EventId sendEmote(RoomId room, String text) {
    return send(room, "m.room.message", Map.of("msgtype", "m.emote", "body", text));
  }

  public EventId sendNotice(RoomId room, String text) {
    return send(room, "m.room.message", Map.of("msgtype", "m.notice", "body", text));
  }

  /// Sends an event; goes on trying with the same transaction id for a minute while the homeserver
  /// does not answer, so that it is accepted once.
  public EventId send(RoomId room, String type, Map<String, ?> content) {
    var path = path("rooms", room.value(), "send", type, UUID.randomUUID().toString());
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return new EventId(http.put(path, content).path("event_id").asText());
      } catch (UncheckedIOException e) {
        if (System.nanoTime() > deadline || sync.pauseOrClosed()) {
          throw e;
        }
      }
    }
  }

  /// Types in a room, or stops.
  public void type(RoomId room, boolean typing) {
    var content = typing ? Map.of("typing", true, "timeout", 30_000) : Map.of("typing", false);
    http.put(path("rooms", room.value(), "typing", id.value()), content);
  }

  // What he can look up

  /// The ids of the rooms that he is in.
  public List<RoomId> rooms() {
    var rooms = new ArrayList<RoomId>();
    http.get(path("joined_rooms"))
        .path("joined_rooms")
        .forEach(room -> rooms.add(new RoomId(room.asText())));
    return rooms;
  }

  /// The content of a state event; a missing node where the room has none.
  public JsonNode state(RoomId room, String type, String key) {
    return http.find(path("rooms", room.value(), "state", type, key));
  }

  /// All of a room's state.
  public List<RoomEvent> state(RoomId room) {
    return read(room, http.get(path("rooms", room.value(), "state")));
  }

  /// Everybody who is or was in a room.
  public Map<MatrixUserId, Member> members(RoomId room) {
    var members = new LinkedHashMap<MatrixUserId, Member>();
    for (var event : http.get(path("rooms", room.value(), "members")).path("chunk")) {
      members.put(
          new MatrixUserId(event.path("state_key").asText()), Member.read(event.path("content")));
    }
    return members;
  }

  /// Of how many events of a room he was notified and has not read them.
  public int unread(RoomId room) {
    var filter = "{\"room\":{\"rooms\":[\"" + room.value() + "\"]}}";
    return http.get("/_matrix/client/v3/sync?timeout=0&filter=" + encode(filter))
        .path("rooms")
        .path("join")
        .path(room.value())
        .path("unread_notifications")
        .path("notification_count")
        .asInt();
  }

  /// The whole of a room that he may read, from its beginning, asked of the homeserver anew.
  public List<RoomEvent> messages(RoomId room) {
    var found = new ArrayList<RoomEvent>();
    var path = path("rooms", room.value(), "messages") + "?dir=f&limit=100";
    var page = http.get(path);
    found.addAll(read(room, page.path("chunk")));
    while (page.hasNonNull("end")) {
      page = http.get(path + "&from=" + encode(page.path("end").asText()));
      found.addAll(read(room, page.path("chunk")));
    }
    return found;
  }

  private static List<RoomEvent> read(RoomId room, JsonNode events) {
    return events.valueStream().map(event -> RoomEvent.read(room, event)).toList();
  }

  /// What is kept for his clients; a missing node where nothing is.
  public JsonNode accountData(String type) {
    return http.find(path("user", id.value(), "account_data", type));
  }

  /// His `m.direct`: the direct chats by the person at their other end.
  public Map<MatrixUserId, List<RoomId>> directRooms() {
    var direct = new LinkedHashMap<MatrixUserId, List<RoomId>>();
    for (var entry : accountData("m.direct").properties()) {
      direct.put(
          new MatrixUserId(entry.getKey()),
          entry.getValue().valueStream().map(room -> new RoomId(room.asText())).toList());
    }
    return direct;
  }

  /// The bytes of a file, by the authenticated download.
  public byte[] download(ContentUri file) {
    var place = URI.create(file.value());
    return http.bytes(
        "/_matrix/client/v1/media/download/" + place.getAuthority() + place.getPath());
  }

  /// Uploads a file.
  public ContentUri upload(String name, String type, byte[] content) {
    var path = "/_matrix/media/v3/upload?filename=" + encode(name);
    return new ContentUri(http.upload(path, type, content).path("content_uri").asText());
  }

  /// Stops listening; what was seen stays to be read.
  @Override
  public void close() {
    surroundings.forEach(Surroundings::close);
    sync.close();
    http.close();
  }
}
