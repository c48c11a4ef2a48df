package chat.monarch.testkit.fake;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.MessageStatus;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A homeserver with a bot, for `example.org`. What the bot says can be waited for.
public final class FakeHomeserver implements Homeserver {
  /// The bot.
  public static final MatrixUserId BOT = new MatrixUserId("@messengerbot:example.org");

  final Map<RoomId, Map<MatrixUserId, Membership>> members = new HashMap<>();
  final Set<RoomId> encrypted = new HashSet<>();
  final List<Said> said = new ArrayList<>();
  final List<Reported> reported = new ArrayList<>();
  final List<EventId> answered = new ArrayList<>();
  final List<EventId> read = new ArrayList<>();
  final List<EventId> redacted = new ArrayList<>();
  final Map<RoomId, String> left = new HashMap<>();
  final List<String> profiles = new ArrayList<>();
  final List<String> uploads = new ArrayList<>();
  boolean refusesFiles;
  boolean redactionAllowed = true;
  boolean away;
  boolean presenceKept = true;

  final Map<RemoteMessageId, List<EventId>> shown = new HashMap<>();
  final Set<MatrixUserId> refused = new HashSet<>();
  final List<String> happened = new ArrayList<>();

  private final FakeUser bot = new FakeUser(this, BOT);
  private final Map<MatrixUserId, FakeUser> puppets = new HashMap<>();

  /// Something that the bot said, or the bridge as somebody else.
  public record Said(RoomId room, MatrixUserId sender, String text) {}

  /// What the bot said became of an event.
  public record Reported(RoomId room, MessageStatus status) {}

  /// Puts people into a room, the bot among them.
  public synchronized RoomId room(String id, MatrixUserId... people) {
    var room = new RoomId(id);
    members.put(room, new HashMap<>(Map.of(BOT, Membership.JOIN)));
    for (var person : people) {
      members.get(room).put(person, Membership.JOIN);
    }
    return room;
  }

  /// The operator lets the bridge act as this user from now on.
  public synchronized void registerPuppet(MatrixUserId user) {
    puppets.put(user, new FakeUser(this, user));
  }

  /// The homeserver lets nobody act as this user from now on.
  public synchronized void refusePuppet(MatrixUserId user) {
    refused.add(user);
  }

  /// The homeserver lets the bridge act as this user again.
  public synchronized void allowPuppet(MatrixUserId user) {
    refused.remove(user);
  }

  /// What else the bridge did as users, in order: `quiet`, `loud` or `join`, and the room.
  public synchronized List<String> happened() {
    return List.copyOf(happened);
  }

  boolean isIn(RoomId room, MatrixUserId user) {
    return members.getOrDefault(room, Map.of()).get(user) == Membership.JOIN;
  }

  /// Makes the room encrypted.
  public synchronized void encrypt(RoomId room) {
    encrypted.add(room);
  }

  /// The bot may not redact from now on.
  public synchronized void forbidRedactions() {
    redactionAllowed = false;
  }

  /// Whether the homeserver remembers presence, from now on.
  public synchronized void keepPresence(boolean kept) {
    presenceKept = kept;
  }

  /// The homeserver stores no files from now on.
  public synchronized void refuseFiles() {
    refusesFiles = true;
  }

  /// What it was told of users and portals' rooms so far, a sentence each.
  public synchronized List<String> profiles() {
    return List.copyOf(profiles);
  }

  /// What was stored: type and name of each file.
  public synchronized List<String> uploads() {
    return List.copyOf(uploads);
  }

  /// The homeserver does not answer from now on.
  public synchronized void goAway() {
    away = true;
  }

  /// The homeserver answers again.
  public synchronized void comeBack() {
    away = false;
  }

  /// What the bot said in a room so far.
  public synchronized List<String> said(RoomId room) {
    return said.stream().filter(each -> each.room().equals(room)).map(Said::text).toList();
  }

  /// All that the bot said so far.
  public synchronized List<Said> said() {
    return List.copyOf(said);
  }

  /// The events that were answered by what was said, in order.
  public synchronized List<EventId> answered() {
    return List.copyOf(answered);
  }

  /// What the bot said became of events, each once.
  public synchronized List<MessageStatus> reported() {
    return reported.stream().map(Reported::status).toList();
  }

  /// The events that the bot marked as read.
  public synchronized List<EventId> read() {
    return List.copyOf(read);
  }

  /// Waits until the bot marked an event as read, at most 10 seconds.
  public synchronized void awaitRead(EventId event) {
    var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!read.contains(event)) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative() || left.isZero()) {
        throw new AssertionError("Never read: " + event + "; but: " + read);
      }
      pause(left);
    }
  }

  /// What the bot redacted.
  public synchronized List<EventId> redacted() {
    return List.copyOf(redacted);
  }

  /// Why the bot left a room, if it did.
  public synchronized Optional<String> reasonOfLeaving(RoomId room) {
    return Optional.ofNullable(left.get(room));
  }

  /// Who is in the room or invited.
  public synchronized Set<MatrixUserId> peopleIn(RoomId room) {
    return Set.copyOf(members.getOrDefault(room, Map.of()).keySet());
  }

  /// Waits until the bot has said something with this text in it, at most 10 seconds.
  public synchronized Said awaitSaying(String text) {
    var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    Predicate<Said> fits = each -> each.text().contains(text);
    while (said.stream().noneMatch(fits)) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative() || left.isZero()) {
        throw new AssertionError("Never said: " + text + "; but: " + said);
      }
      pause(left);
    }
    return said.stream().filter(fits).findFirst().orElseThrow();
  }

  private void pause(Duration most) {
    try {
      wait(most.toMillis() + 1);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public Intent bot() {
    return bot;
  }

  @Override
  public synchronized Optional<Intent> puppet(MatrixUserId user) {
    return Optional.ofNullable(puppets.get(user));
  }

  @Override
  public Intent ghost(RemoteUserId contact) {
    var localPart = contact.value().replaceFirst("@.*", "");
    return new FakeUser(this, new MatrixUserId("@messenger_" + localPart + ":example.org"));
  }

  @Override
  public Optional<RemoteUserId> contactOf(MatrixUserId user) {
    return Optional.empty();
  }

  /// Every event is a message that says what its bytes say.
  @Override
  public MatrixEvent read(ReceivedEvent event) {
    var text = new Content.Text(new String(event.raw(), StandardCharsets.UTF_8));
    return new MatrixEvent.Message(
        event.id(), event.room(), event.sender(), Instant.EPOCH, text, null, false);
  }

  @Override
  public List<String> parts(String text) {
    return List.of(text);
  }

  @Override
  public String domain() {
    return "example.org";
  }
}
