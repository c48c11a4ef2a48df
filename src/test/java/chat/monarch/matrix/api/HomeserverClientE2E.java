package chat.monarch.matrix.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.MessageStatus;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.port.RoomPlan;
import chat.monarch.bridge.port.Trouble;
import chat.monarch.domain.ContentUri;
import chat.monarch.domain.Secret;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.matrix.SomeConfig;
import chat.monarch.matrix.appservice.Registration;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.RoomEvent;
import chat.monarch.testkit.Synapse;
import chat.monarch.testkit.SynapseOptions;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our client against the real Synapse.
class HomeserverClientE2E {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Secret TOKEN = new Secret("as-token-of-the-test");

  @TempDir private static Path folder;
  private static HttpServer appservice;
  private static Synapse synapse;
  private static SomeConfig config;
  private static Kit kit;
  private static MatrixUser alice;

  @BeforeAll
  static void start() throws IOException {
    appservice = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    appservice.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(UTF_8));
          exchange.close();
        });
    appservice.start();
    var address = URI.create("http://127.0.0.1:" + appservice.getAddress().getPort());
    synapse =
        Synapse.start(
            folder.resolve("synapse"),
            SynapseOptions.plain().withRegistrations(registration("messenger", TOKEN, address)));
    config = new SomeConfig(synapse.serverName(), synapse.address(), address, "messenger", TOKEN);
    kit = new Kit(config);
    alice = synapse.createUser("alice", "secret-of-alice");
    assertThat(kit.check.check()).isEqualTo(new HomeserverCheck.Result.Fine());
  }

  private static Path registration(String id, Secret token, URI address) throws IOException {
    var registration =
        new Registration(
            id,
            address,
            token,
            new Secret("hs-token-of-the-test"),
            "nobody",
            "messengerbot",
            "messenger_",
            "localhost");
    return Files.writeString(folder.resolve(id + ".yaml"), registration.yaml());
  }

  @AfterAll
  static void stop() {
    alice.close();
    kit.close();
    synapse.close();
    appservice.stop(0);
  }

  @Test
  void a_homeserver_that_does_not_take_us_says_why() {
    assertThat(checked(config.id(), new Secret("wrong"), "localhost"))
        .isInstanceOfSatisfying(
            HomeserverCheck.Result.Refused.class,
            it -> assertThat(it.sentence()).contains("monarch.appservice.as-token"));
    assertThat(checked("other", TOKEN, "localhost"))
        .isInstanceOfSatisfying(
            HomeserverCheck.Result.Refused.class,
            it -> assertThat(it.sentence()).contains("monarch.appservice.id"));
    assertThat(checked(config.id(), TOKEN, "elsewhere.org"))
        .isInstanceOfSatisfying(
            HomeserverCheck.Result.Refused.class,
            it -> assertThat(it.sentence()).contains("monarch.homeserver.domain"));
  }

  private static HomeserverCheck.Result checked(String id, Secret token, String domain) {
    var other = new SomeConfig(domain, synapse.address(), config.appservice(), id, token);
    try (var strange = new Kit(other)) {
      return strange.check.check();
    }
  }

  @Test
  void a_portal_is_created_once_with_all_that_clients_need() {
    var picture = kit.client.bot().upload("image/png", "a b.png", new byte[] {1, 2, 3});
    var plan = new RoomPlan.Portal(Kit.portal("me1", "you1"), "You", picture, false);

    var room = kit.client.bot().ensureRoom(plan);

    assertThat(kit.client.bot().ensureRoom(plan)).isEqualTo(room);
    assertThat(kit.client.bot().find("messenger_me1_you1")).contains(room);
    assertThat(kit.client.bot().find("messenger_me1_nobody")).isEmpty();
    assertThat(kit.client.bot().isEncrypted(room)).isFalse();
    assertThat(kit.client.bot().members(room))
        .containsExactly(Map.entry(kit.names.bot(), Membership.JOIN));
    var guest = visitor(room);
    assertThat(guest.state(room, "m.room.name", "").path("name").asText()).isEqualTo("You");
    assertThat(guest.state(room, "m.room.avatar", "").path("url").asText())
        .isEqualTo(picture.value());
    assertThat(
            guest
                .state(room, "io.element.functional_members", "")
                .path("service_members")
                .path(0)
                .asText())
        .isEqualTo("@messengerbot:localhost");
    for (var type : List.of("m.bridge", "uk.half-shot.bridge")) {
      var info = guest.state(room, type, "localhost/messenger");
      assertThat(info.path("protocol").path("id").asText()).isEqualTo("messenger");
      assertThat(info.path("channel").path("id").asText()).isEqualTo("you1@messenger.live.com");
      assertThat(info.path("channel").path("displayname").asText()).isEqualTo("You");
      assertThat(info.path("channel").path("fi.mau.receiver").asText())
          .isEqualTo("me1@messenger.live.com");
      assertThat(info.path("channel").path("com.beeper.message_request").asBoolean(true)).isFalse();
    }
    assertThat(guest.download(picture)).containsExactly(1, 2, 3);
  }

  @Test
  void a_portal_follows_its_contact_and_a_picture_is_taken_away_from_both() {
    var key = Kit.portal("me1", "you0");
    var room = portalWithGhost("you0");
    var ghost = kit.client.ghost(Kit.contact("you0"));
    var picture = new ContentUri("mxc://localhost/abc");
    var named = new RoomPlan.Portal(key, "Thou", picture, false);
    ghost.setAvatar(picture);
    kit.client.bot().update(room, null, named);
    var guest = visitor(room);
    assertThat(guest.state(room, "m.room.name", "").path("name").asText()).isEqualTo("Thou");
    assertThat(guest.state(room, "m.room.avatar", "").path("url").asText())
        .isEqualTo(picture.value());
    assertThat(
            guest
                .state(room, "m.bridge", "localhost/messenger")
                .path("channel")
                .path("displayname")
                .asText())
        .isEqualTo("Thou");
    assertThat(kit.api.call(profileOf(ghost)).path("avatar_url").asText())
        .isEqualTo(picture.value());

    ghost.setAvatar(null);
    kit.client.bot().update(room, named, new RoomPlan.Portal(key, "Thou", null, false));

    assertThat(kit.api.call(profileOf(ghost)).path("avatar_url").asText()).isEmpty();
    assertThat(guest.state(room, "m.room.avatar", "").has("url")).isFalse();
  }

  private static Request profileOf(Intent ghost) {
    return Request.get(Request.CLIENT, "profile", ghost.user().value());
  }

  private static MatrixUser visitor(RoomId room) {
    kit.client.bot().invite(room, alice.id(), true);
    alice.join(room);
    return alice;
  }

  @Test
  void a_portal_that_the_bot_left_is_created_anew() {
    var plan = new RoomPlan.Portal(Kit.portal("me2", "you2"), "You", null, false);
    var room = kit.client.bot().ensureRoom(plan);
    kit.client.bot().leave(room, "deleted");
    kit.client.bot().leave(room, "deleted");

    var next = kit.client.bot().ensureRoom(plan);

    assertThat(next).isNotEqualTo(room);
    assertThat(kit.client.bot().ensureRoom(plan)).isEqualTo(next);
  }

  @Test
  void an_invite_says_that_the_room_is_for_two_and_is_not_repeated() {
    var room = kit.client.bot().ensureRoom(new RoomPlan.Management("Messenger"));

    kit.client.bot().invite(room, alice.id(), true);
    kit.client.bot().invite(room, alice.id(), true);

    var invite = alice.awaitInvite("the bot's invite", it -> it.room().equals(room), SOON);
    assertThat(invite.direct()).isTrue();
    assertThat(invite.name()).isEqualTo("Messenger");
    assertThat(kit.client.bot().members(room)).containsEntry(alice.id(), Membership.INVITE);
    alice.join(room);
    kit.client.bot().invite(room, alice.id(), true);
    assertThat(kit.client.bot().members(room)).containsEntry(alice.id(), Membership.JOIN);
  }

  @Test
  void a_ghost_comes_with_name_and_picture_and_speaks_with_a_date_and_our_mark() {
    var room = portalWithGhost("you3");
    var ghost = kit.client.ghost(Kit.contact("you3"));
    ghost.setDisplayName("Zaphod");
    ghost.setAvatar(new ContentUri("mxc://localhost/abc"));
    var id = new RemoteMessageId(UUID.randomUUID());
    var at = Instant.parse("2010-01-02T03:04:05.678Z");

    var first = say(room, "you3", "hello \u0000 \ud83d\ude00", at, id);
    var reply =
        ghost.send(
            room,
            new OutgoingEvent(new Content.Emote("waves"), null, null, first, null),
            new TransactionId("t/ü 2"));

    var seen = byId(room, first);
    assertThat(seen.body()).isEqualTo("hello \u0000 \ud83d\ude00");
    assertThat(seen.kind()).isEqualTo("m.text");
    assertThat(seen.at()).isEqualTo(at);
    assertThat(seen.sender()).isEqualTo(ghost.user());
    assertThat(seen.content().path("chat.monarch").path("id").asText()).isEqualTo(id.toString());
    assertThat(byId(room, reply).kind()).isEqualTo("m.emote");
    assertThat(
            byId(room, reply)
                .content()
                .path("m.relates_to")
                .path("m.in_reply_to")
                .path("event_id")
                .asText())
        .isEqualTo(first.value());
    assertThat(alice.members(room).get(ghost.user()).name()).isEqualTo("Zaphod");
    assertThat(kit.client.bot().showing(room, id)).containsExactly(first);
    assertThat(kit.client.bot().showing(room, RemoteMessageId.next(at))).isEmpty();
    ghost.redact(room, first, "said by mistake", new TransactionId("r1"));
    assertThat(byId(room, first).content().isEmpty()).isTrue();
  }

  private static RoomId portalWithGhost(String name) {
    var room =
        kit.client
            .bot()
            .ensureRoom(new RoomPlan.Portal(Kit.portal("me", name), "You", null, false));
    var ghost = kit.client.ghost(Kit.contact(name));
    ghost.ensureRegistered();
    ghost.ensureRegistered();
    kit.client.bot().invite(room, ghost.user(), false);
    ghost.join(room);
    ghost.join(room);
    visitor(room);
    return room;
  }

  private static EventId say(
      RoomId room, String name, String text, Instant at, RemoteMessageId id) {
    return kit.client
        .ghost(Kit.contact(name))
        .send(room, OutgoingEvent.remote(new Content.Text(text), at, id), TransactionId.of(id, 0));
  }

  private static RoomEvent byId(RoomId room, EventId id) {
    return alice.messages(room).stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void a_message_that_is_repeated_after_a_crash_of_the_homeserver_stands_there_once() {
    var room = portalWithGhost("you4");
    var id = new RemoteMessageId(UUID.randomUUID());
    var first = say(room, "you4", "once", Instant.now(), id);
    assertThat(say(room, "you4", "once", Instant.now(), id)).isEqualTo(first);

    synapse.kill();
    assertThatThrownBy(() -> say(room, "you4", "once", Instant.now(), id))
        .isInstanceOf(HomeserverException.Unavailable.class)
        .hasMessageNotContaining(TOKEN.value());
    synapse.startAgain();

    assertThat(say(room, "you4", "once", Instant.now(), id)).isEqualTo(first);
    assertThat(alice.messages(room)).filteredOn(it -> it.body().equals("once")).hasSize(1);
    assertThat(kit.check.check()).isEqualTo(new HomeserverCheck.Result.Fine());
  }

  @Test
  void what_became_of_a_message_stands_there_once_and_it_is_marked_as_read() {
    var room = portalWithGhost("you6");
    var said = alice.sendText(room, "hello");
    var status = new MessageStatus.Failed(said, Trouble.REFUSED, "Nobody is there.");
    var once = TransactionId.answering(said, "status-failed");

    kit.client.bot().report(room, status, once);
    kit.client.bot().report(room, status, once);
    kit.client.bot().markRead(room, said);

    var reports =
        alice.messages(room).stream()
            .filter(event -> event.type().equals("com.beeper.message_send_status"))
            .toList();
    assertThat(reports).hasSize(1);
    var content = reports.getFirst().content();
    assertThat(content.path("m.relates_to").path("event_id").asText()).isEqualTo(said.value());
    assertThat(content.path("status").asText()).isEqualTo("FAIL_PERMANENT");
  }

  @Test
  void who_was_never_registered_is_when_he_first_acts() {
    var room =
        kit.client
            .bot()
            .ensureRoom(new RoomPlan.Portal(Kit.portal("me", "you5"), "You", null, false));
    var ghost = kit.client.ghost(Kit.contact("you5"));
    kit.client.bot().invite(room, ghost.user(), false);

    ghost.join(room);

    assertThat(kit.client.bot().members(room)).containsEntry(ghost.user(), Membership.JOIN);
  }

  @Test
  void what_is_refused_says_so() {
    var room = kit.client.bot().ensureRoom(new RoomPlan.Management("Not for ghosts"));
    var ghost = kit.client.ghost(Kit.contact("you6"));
    ghost.ensureRegistered();
    assertThatThrownBy(
            () -> ghost.send(room, OutgoingEvent.notice("hello"), new TransactionId("no")))
        .isInstanceOfSatisfying(
            HomeserverException.Refused.class,
            it -> assertThat(it.code()).isEqualTo("M_FORBIDDEN"));
    assertThatThrownBy(
            () ->
                kit.client
                    .bot()
                    .send(room, OutgoingEvent.notice("x".repeat(70_000)), new TransactionId("big")))
        .isInstanceOfSatisfying(
            HomeserverException.Refused.class, it -> assertThat(it.status()).isEqualTo(413));
  }

  @Test
  void the_longest_part_of_a_text_fits_into_an_event() {
    var room = portalWithGhost("you7");
    for (var piece : List.of("a", "\ud83d\ude00", "\u0001", "\"")) {
      for (var part : kit.client.parts(piece.repeat(40_000))) {
        var id = new RemoteMessageId(UUID.randomUUID());
        assertThat(byId(room, say(room, "you7", part, Instant.now(), id)).body()).isEqualTo(part);
      }
    }
  }

  @Test
  void the_bots_sync_brings_what_was_missed_in_order_and_the_bots_invites() {
    var room = portalWithGhost("you8");
    var before = kit.missed.since(Optional.empty());
    assertThat(before.events()).filteredOn(it -> it.room().equals(room)).isEmpty();
    var sent = IntStream.range(0, 260).mapToObj(i -> "missed " + i).toList();
    sent.forEach(text -> alice.sendText(room, text));
    say(room, "you8", "an echo", Instant.now(), new RemoteMessageId(UUID.randomUUID()));
    var invited = alice.createDirect(kit.names.bot(), true);

    var found = kit.missed.since(Optional.of(before.nextBatch()));

    assertThat(found.events().stream().filter(it -> it.room().equals(room)).map(kit.client::read))
        .map(HomeserverClientE2E::textOf)
        .isEqualTo(sent);
    assertThat(found.invites()).isEqualTo(1);
    assertThat(found.events().stream().filter(it -> it.room().equals(invited)))
        .map(kit.client::read)
        .singleElement()
        .isInstanceOfSatisfying(
            MatrixEvent.Member.class,
            it -> {
              assertThat(it.target()).isEqualTo(kit.names.bot());
              assertThat(it.sender()).isEqualTo(alice.id());
              assertThat(it.direct()).isTrue();
              assertThat(it.encrypted()).isTrue();
            });
    var again = kit.missed.since(Optional.of(before.nextBatch()));
    assertThat(again.events().stream().map(ReceivedEvent::id))
        .isEqualTo(found.events().stream().map(ReceivedEvent::id).toList());
    kit.client.bot().leave(invited, "enough");
    assertThat(kit.missed.since(Optional.of(again.nextBatch())).events()).isEmpty();
  }

  @Test
  void what_was_said_before_the_bot_came_in_is_found_once_it_is_in() {
    var before = kit.missed.since(Optional.empty());
    var room = alice.createDirect(kit.names.bot(), false);
    alice.sendText(room, "hello?");
    kit.client.bot().join(room);
    alice.sendText(room, "anybody?");

    var found = kit.missed.since(Optional.of(before.nextBatch()));

    assertThat(found.events().stream().filter(it -> it.room().equals(room)).map(kit.client::read))
        .filteredOn(MatrixEvent.Message.class::isInstance)
        .map(HomeserverClientE2E::textOf)
        .containsExactly("hello?", "anybody?");
    kit.client.bot().leave(room, "enough");
  }

  private static String textOf(MatrixEvent event) {
    return event instanceof MatrixEvent.Message message
        ? message.content().body()
        : event.toString();
  }
}
