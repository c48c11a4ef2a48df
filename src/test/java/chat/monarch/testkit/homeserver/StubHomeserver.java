package chat.monarch.testkit.homeserver;

import chat.monarch.testkit.FreePorts;
import chat.monarch.testkit.fault.Hold;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The homeserver: rooms, users and media in memory, an appservice to which it pushes, and people
/// whom a test moves. Real users accept every invite at once.
public final class StubHomeserver implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final String domain;
  private final String asToken;
  private final Troubles troubles = new Troubles();
  private final TransactionPusher pusher;
  private final Map<String, StubRoom> rooms = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, ObjectNode> profiles = new HashMap<>();
  private final List<Edited> edits = new ArrayList<>();
  private final Map<String, String> sendings = new HashMap<>();
  private final Map<String, byte[]> media = new HashMap<>();
  private final Map<String, String> mediaTypes = new HashMap<>();
  private final List<Watch> watches = new ArrayList<>();
  private final AtomicLong requests = new AtomicLong();
  private volatile Consumer<StubEvent> listener = _ -> {};
  private final Map<String, List<String>> readMarkers = new HashMap<>();
  private final List<Shown> presences = new ArrayList<>();
  private final List<Typed> typings = new ArrayList<>();
  private boolean presenceOff;
  private final Set<String> muted = new HashSet<>();
  private final Set<String> withheld = new HashSet<>();
  private final Set<String> hesitant = new HashSet<>();
  private final Map<String, String> silenced = new HashMap<>();
  private final List<Notified> notified = new ArrayList<>();
  private final Set<String> puppetRefused = new HashSet<>();
  private volatile String puppetToken = "";
  private final List<StubEvent> forgotten = new ArrayList<>();
  private final CompletableFuture<Boolean> end = new CompletableFuture<>();
  private HttpServer server;
  private long counter;
  private volatile boolean failsPings;
  private volatile CompletableFuture<Void> sync = new CompletableFuture<>();

  private StubHomeserver(String domain, String asToken, String hsToken) throws IOException {
    this.domain = domain;
    this.asToken = asToken;
    this.pusher = new TransactionPusher(hsToken);
    this.server = listen(FreePorts.take());
  }

  private HttpServer listen(int port) throws IOException {
    var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.createContext("/", new StubApi(this, asToken));
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
    return http;
  }

  /// Starts one on a free port of the loopback address.
  ///
  /// @param asToken what the appservice must show
  /// @param hsToken what is shown to the appservice
  public static StubHomeserver start(String domain, String asToken, String hsToken)
      throws IOException {
    return new StubHomeserver(domain, asToken, hsToken);
  }

  /// Where the bridge finds it.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Takes a double-puppet registration with this token: who shows it may act as anybody.
  public void registerPuppets(String token) {
    puppetToken = token;
  }

  boolean isPuppetToken(@Nullable String authorization) {
    return !puppetToken.isEmpty() && ("Bearer " + puppetToken).equals(authorization);
  }

  /// From now on nobody may act as this user.
  public synchronized void refusePuppet(String user) {
    puppetRefused.add(user);
  }

  synchronized boolean isPuppetRefused(String user) {
    return puppetRefused.contains(user);
  }

  /// From now on this user accepts no invite by himself.
  public synchronized void hesitate(String user) {
    hesitant.add(user);
  }

  /// That a user's devices rang for an event.
  public record Notified(String user, String event) {}

  /// What a user's devices rang for so far.
  public synchronized List<String> notified(String user) {
    return notified.stream().filter(each -> each.user().equals(user)).map(Notified::event).toList();
  }

  synchronized void silence(String user, String rule, String room) {
    silenced.put(user + rule, room);
  }

  synchronized boolean unsilence(String user, String rule) {
    return silenced.remove(user + rule) != null;
  }

  /// Whether the user has a rule that silences a room.
  public synchronized boolean isSilenced(String user, String room) {
    return silenced.entrySet().stream()
        .anyMatch(rule -> rule.getKey().startsWith(user) && rule.getValue().equals(room));
  }

  /// Rings where real users are, but for notices and for what they sent themselves.
  private void ring(StubEvent event) {
    if (event.type().equals("m.room.message")
        && !event.content().path("msgtype").asText().equals("m.notice")) {
      rooms.get(event.room()).joined().stream()
          .filter(user -> !isBridged(user) && !user.equals(event.sender()))
          .filter(user -> !isSilenced(user, event.room()))
          .forEach(user -> notified.add(new Notified(user, event.id())));
    }
  }

  /// Where the bridge takes transactions; from now on they are pushed, those that wait first.
  public void push(URI bridge) {
    pusher.to(bridge);
  }

  /// Has somebody told of every event, in order; he must not wait.
  public void onEvent(Consumer<StubEvent> listener) {
    this.listener = listener;
  }

  /// What went to and fro.
  ///
  /// @param requests that the bridge made
  /// @param transactions that were pushed, repetitions not counted
  public record Counts(long requests, long transactions) {}

  public Counts counts() {
    return new Counts(requests.get(), pusher.transactions());
  }

  void countRequest() {
    requests.incrementAndGet();
  }

  /// Asks the bridge whether it is there.
  int ping(String transaction) {
    var status = pusher.ping(transaction);
    return failsPings ? 0 : status;
  }

  /// From now on reports pings as failed although they came, as Synapse does while it repeats
  /// transactions, or no longer.
  public void failPings(boolean fails) {
    failsPings = fails;
  }

  // Faults. They befall the next messages that the bridge sends into rooms.

  /// Answers with an error, and does nothing.
  public Trouble answer(int status) {
    return troubles.add(
        Trouble.status(status, "{\"errcode\":\"M_UNKNOWN\",\"error\":\"a fault of the test\"}"));
  }

  /// Answers that the bridge asks too much, and when it may come again; does nothing.
  public Trouble limit(Duration retryAfter) {
    return troubles.add(
        Trouble.status(
            429,
            "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too Many Requests\",\"retry_after_ms\":"
                + retryAfter.toMillis()
                + "}"));
  }

  /// Does what is asked so much later.
  public Trouble delay(Duration time) {
    return troubles.add(Trouble.delay(time));
  }

  /// Does what is asked, then cuts the connection without an answer.
  public Trouble loseAnswer() {
    return troubles.add(Trouble.after(Hold.abandoned("a lost answer")));
  }

  /// Does nothing and says nothing until the hold is released.
  public Hold hang() {
    var hold = troubles.remember(new Hold("a request that hangs"));
    troubles.add(Trouble.before(hold));
    return hold;
  }

  /// The same for everything that is sent into a room from now on.
  public Hold hang(String room) {
    return troubles.hang(room);
  }

  /// Does what is asked, but says nothing until the hold is released.
  public Hold holdAnswer() {
    var hold = troubles.remember(new Hold("an answer that is held back"));
    troubles.add(Trouble.after(hold));
    return hold;
  }

  Troubles troubles() {
    return troubles;
  }

  /// Goes away, with all connections; what it has is kept.
  public synchronized void stop() {
    pusher.pause();
    server.stop(0);
  }

  /// Comes back, and repeats the last transaction, whose answer it did not write down.
  public synchronized void startAgain() throws IOException {
    server = listen(server.getAddress().getPort());
    pusher.goOn();
  }

  /// Forgets what it was about to push, as Synapse does when it ends under load; a sync shows it.
  public synchronized void forget() {
    forgotten.addAll(pusher.forget());
  }

  /// Leaves the next transaction that holds such an event lying, as Synapse does when it hands over
  /// from those that waited to those that it pushes at once; a sync shows it.
  public void leaveLying(Predicate<StubEvent> event) {
    pusher.leaveLying(event, this::addForgotten);
  }

  private synchronized void addForgotten(List<StubEvent> events) {
    forgotten.addAll(events);
  }

  /// The events that a sync shows: in each room with forgotten ones, all from the first of those.
  synchronized Map<String, List<StubEvent>> forgotten() {
    var shown = new HashMap<String, List<StubEvent>>();
    for (var event : forgotten) {
      shown.computeIfAbsent(
          event.room(),
          room -> events(room).stream().dropWhile(before -> !before.equals(event)).toList());
    }
    return shown;
  }

  /// Done when the bridge next syncs.
  public CompletableFuture<Void> nextSync() {
    sync = new CompletableFuture<>();
    return sync;
  }

  void synced() {
    sync.complete(null);
  }

  /// Pushes the last 200 transactions again, as Synapse does weeks later.
  ///
  /// @return how many transactions the bridge took
  public int repeatTransactions() throws InterruptedException {
    return pusher.repeatAll();
  }

  /// Waits until the bridge has answered for everything that was pushed.
  public void awaitPushed(Duration timeout) throws InterruptedException {
    pusher.awaitIdle(timeout);
  }

  /// A user opens a room for two and invites the other.
  ///
  /// @return the room's id
  public synchronized String openDirectRoom(String user, String other) {
    var room = newRoom();
    member(room, user, user, "join", false);
    member(room, user, other, "invite", true);
    return room.id();
  }

  /// A user leaves a room.
  public synchronized void leave(String user, String room) {
    member(rooms.get(room), user, user, "leave", false);
  }

  /// A user writes.
  ///
  /// @return the event's id
  public String say(String user, String room, String text) {
    return say(user, room, "m.text", text);
  }

  /// A user sends a message of some type.
  public synchronized String say(String user, String room, String type, String text) {
    return add(room, user, "m.room.message", null, text(type, text), now());
  }

  /// Whatever else a user does.
  public synchronized String send(String user, String room, String type, JsonNode content) {
    return add(room, user, type, null, content, now());
  }

  private static ObjectNode text(String type, String text) {
    return JSON.createObjectNode().put("msgtype", type).put("body", text);
  }

  /// The room's events, in order.
  public synchronized List<StubEvent> events(String room) {
    return rooms.get(room).events();
  }

  /// Where a user's read marker was put in a room, in order.
  public synchronized List<String> read(String room, String user) {
    return List.copyOf(readMarkers.getOrDefault(room + user, List.of()));
  }

  /// Waits until a user's read marker was put on an event.
  ///
  /// @throws AssertionError when it was not in time
  public synchronized void awaitRead(String room, String user, String event, Duration timeout)
      throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!read(room, user).contains(event)) {
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(event + " was not read; but: " + read(room, user));
      }
      wait(left);
    }
  }

  /// Refuses what the user sends into the room from now on.
  public synchronized void mute(String room, String user) {
    muted.add(room + user);
  }

  /// Takes what the user sends into the room again.
  public synchronized void unmute(String room, String user) {
    muted.remove(room + user);
  }

  /// Forgets a room's transactions, as a homeserver does after a day: a repetition gives a new
  /// event.
  public synchronized void forgetSendings(String room) {
    var part = "/rooms/" + room + "/";
    sendings.keySet().removeIf(path -> StubApi.decode(path).contains(part));
  }

  /// Keeps what says this, but gives no answer until the end.
  public synchronized void withholdAnswersTo(String text) {
    withheld.add(text);
  }

  /// Answers to everything that comes from now on.
  public synchronized void answerAgain() {
    withheld.clear();
  }

  /// The content of a state event, or a missing node.
  public synchronized JsonNode state(String room, String type, String stateKey) {
    return rooms.get(room).state(type, stateKey);
  }

  /// How somebody belongs to a room.
  public synchronized String membership(String room, String user) {
    return rooms.get(room).membership(user);
  }

  /// A user's profile, or an empty one.
  public synchronized ObjectNode profile(String user) {
    return profiles.getOrDefault(user, JSON.createObjectNode()).deepCopy();
  }

  /// Waits until a user is called so.
  ///
  /// @throws AssertionError when he was not in time
  public synchronized void awaitName(String user, String name, Duration timeout)
      throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!profile(user).path("displayname").asText().equals(name)) {
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(user + " is not called " + name + "; but: " + profile(user));
      }
      wait(left);
    }
  }

  /// A stored file.
  public synchronized byte[] media(String uri) {
    return media.get(uri).clone();
  }

  /// What a stored file was said to be.
  public synchronized String mediaType(String uri) {
    return mediaTypes.getOrDefault(uri, "");
  }

  /// The first event that fits, of those that were and those that come.
  ///
  /// @throws AssertionError when none came in time
  public StubEvent await(Predicate<StubEvent> wanted, Duration timeout) {
    var watch = new Watch(wanted, new CompletableFuture<>());
    synchronized (this) {
      rooms.values().stream()
          .flatMap(room -> room.events().stream())
          .filter(wanted)
          .findFirst()
          .ifPresentOrElse(watch.found()::complete, () -> watches.add(watch));
    }
    try {
      return watch.found().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No such event in " + timeout + ". There are:\n" + transcript());
    } catch (InterruptedException | ExecutionException failure) {
      throw new AssertionError(failure);
    }
  }

  private synchronized String transcript() {
    var lines = new StringBuilder();
    for (var room : rooms.values()) {
      for (var event : room.events()) {
        lines.append(room.id()).append(' ').append(event.sender()).append(' ').append(event.type());
        lines.append(' ').append(event.content()).append('\n');
      }
    }
    return lines.toString();
  }

  synchronized StubRoom create(String creator, JsonNode plan) throws Conflict {
    var alias = plan.path("room_alias_name").asText("");
    if (!alias.isEmpty() && aliases.containsKey(alias)) {
      throw new Conflict();
    }
    var room = newRoom();
    if (!alias.isEmpty()) {
      aliases.put(alias, room.id());
    }
    member(room, creator, creator, "join", false);
    state(room, creator, "m.room.create", plan.path("creation_content"));
    for (var name : List.of("name", "topic")) {
      if (plan.has(name)) {
        state(room, creator, "m.room." + name, JSON.createObjectNode().set(name, plan.get(name)));
      }
    }
    for (var event : plan.path("initial_state")) {
      add(
          room.id(),
          creator,
          event.path("type").asText(),
          event.path("state_key").asText(""),
          event.path("content"),
          now());
    }
    for (var invited : plan.path("invite")) {
      member(room, creator, invited.asText(), "invite", plan.path("is_direct").asBoolean());
    }
    return room;
  }

  private void state(StubRoom room, String sender, String type, JsonNode content) {
    add(room.id(), sender, type, "", content, now());
  }

  private StubRoom newRoom() {
    var room = new StubRoom("!room" + ++counter + ":" + domain);
    rooms.put(room.id(), room);
    return room;
  }

  synchronized String find(String alias) {
    return aliases.getOrDefault(alias, "");
  }

  synchronized boolean exists(String room) {
    return rooms.containsKey(room);
  }

  synchronized StubRoom room(String id) {
    return rooms.get(id);
  }

  synchronized void member(
      StubRoom room, String sender, String target, String membership, boolean direct) {
    if (room.membership(target).equals(membership)) {
      return;
    }
    var content = JSON.createObjectNode().put("membership", membership);
    if (direct) {
      content.put("is_direct", true);
    }
    add(room.id(), sender, "m.room.member", target, content, now());
    if (membership.equals("invite") && !isBridged(target) && !hesitant.contains(target)) {
      member(room, target, target, "join", false);
    }
  }

  private static boolean isBridged(String user) {
    return user.startsWith("@messenger");
  }

  /// A sending with its transaction: repeated, it gives the first event's id.
  synchronized String send(
      String path, String room, String user, String type, JsonNode content, long ts) {
    var known = sendings.get(path);
    if (known != null) {
      return known;
    }
    var event = add(room, user, type, null, content, ts);
    sendings.put(path, event);
    return event;
  }

  synchronized String add(
      String room, String user, String type, @Nullable String stateKey, JsonNode content, long ts) {
    var event = new StubEvent("$event" + ++counter, room, user, type, stateKey, ts, content);
    rooms.get(room).add(event);
    pusher.add(event);
    ring(event);
    watches.removeIf(watch -> watch.wanted().test(event) && watch.found().complete(event));
    listener.accept(event);
    return event.id();
  }

  synchronized void read(String room, String user, String event) {
    readMarkers.computeIfAbsent(room + user, _ -> new ArrayList<>()).add(event);
    notifyAll();
  }

  /// What somebody was said to be.
  ///
  /// @param state as Matrix names it
  /// @param text empty for none
  public record Shown(String user, String state, String text) {}

  /// A user's presence changes, and the bridge is told.
  public void become(String user, String state, String text) throws InterruptedException {
    var event = JSON.createObjectNode().put("type", "m.presence").put("sender", user);
    event.putObject("content").put("presence", state).put("status_msg", text);
    pusher.pass(event.toString());
  }

  /// That somebody was said to type in a room, or not to.
  public record Typed(String room, String user, boolean typing) {}

  /// These are typing in a room, all of them, and the bridge is told.
  public void type(String room, List<String> users) throws InterruptedException {
    var event = JSON.createObjectNode().put("type", "m.typing").put("room_id", room);
    var ids = event.putObject("content").putArray("user_ids");
    users.forEach(ids::add);
    pusher.pass(event.toString());
  }

  synchronized void showTyping(String room, String user, boolean typing) {
    typings.add(new Typed(room, user, typing));
    notifyAll();
  }

  /// Who was said to type so far, in order.
  public synchronized List<Typed> typings(String room) {
    return typings.stream().filter(each -> each.room().equals(room)).toList();
  }

  /// Waits until so many of those were said of a room.
  ///
  /// @throws AssertionError when they were not in time
  public synchronized List<Typed> awaitTypings(String room, int count, Duration timeout)
      throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (typings(room).size() < count) {
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("Only these: " + typings);
      }
      wait(left);
    }
    return typings(room);
  }

  /// From now on takes presence and forgets it, as Synapse does where it is switched off.
  public synchronized void switchPresenceOff() {
    presenceOff = true;
  }

  /// What it knows of a user's presence.
  synchronized String presenceOf(String user) {
    return presenceOff
        ? "offline"
        : presences.reversed().stream()
            .filter(shown -> shown.user().equals(user))
            .map(Shown::state)
            .findFirst()
            .orElse("offline");
  }

  synchronized void showPresence(String user, JsonNode body) {
    var text = body.path("status_msg").asText("");
    presences.add(new Shown(user, body.path("presence").asText(), text));
    notifyAll();
  }

  /// What users were said to be so far, in order.
  public synchronized List<Shown> presences() {
    return List.copyOf(presences);
  }

  /// Waits until a user was said to be so, so many times.
  ///
  /// @throws AssertionError when he was not in time
  public synchronized void awaitPresence(Shown wanted, int times, Duration timeout)
      throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (presences.stream().filter(wanted::equals).count() < times) {
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("Never so: " + wanted + "; but: " + presences);
      }
      wait(left);
    }
  }

  synchronized boolean isMuted(String room, String user) {
    return muted.contains(room + user);
  }

  void awaitAnswering(String text) {
    boolean answers;
    synchronized (this) {
      answers = withheld.stream().noneMatch(text::contains);
    }
    if (!answers) {
      end.join();
    }
  }

  /// What was written into somebody's profile.
  public record Edited(String user, String key, String value) {}

  /// What was written into profiles so far, in order, be it new or not.
  public synchronized List<Edited> edits() {
    return List.copyOf(edits);
  }

  /// Waits until a user was given so many pictures, or had them taken away.
  ///
  /// @return what they were
  /// @throws AssertionError when they were not in time
  public synchronized List<String> awaitPictures(String user, int count, Duration timeout)
      throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (pictures(user).size() < count) {
      var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("Only these were written: " + edits);
      }
      wait(left);
    }
    return pictures(user);
  }

  /// The pictures that a user was given so far, in order; empty where one was taken away.
  public synchronized List<String> pictures(String user) {
    return edits.stream()
        .filter(edit -> edit.user().equals(user) && edit.key().equals("avatar_url"))
        .map(Edited::value)
        .toList();
  }

  synchronized void editProfile(String user, String key, JsonNode value) {
    edits.add(new Edited(user, key, value.asText()));
    profiles.computeIfAbsent(user, _ -> JSON.createObjectNode()).set(key, value);
    notifyAll();
  }

  synchronized boolean register(String user) {
    return profiles.putIfAbsent(user, JSON.createObjectNode()) == null;
  }

  synchronized String store(byte[] file, String type) {
    var uri = "mxc://" + domain + "/file" + ++counter;
    media.put(uri, file);
    mediaTypes.put(uri, type);
    return uri;
  }

  String domain() {
    return domain;
  }

  static long now() {
    return System.currentTimeMillis();
  }

  @Override
  public void close() {
    end.complete(true);
    troubles.end();
    pusher.close();
    server.stop(0);
  }

  /// There is such an alias.
  static final class Conflict extends Exception {}

  private record Watch(Predicate<StubEvent> wanted, CompletableFuture<StubEvent> found) {}
}
