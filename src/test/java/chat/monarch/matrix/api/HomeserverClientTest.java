package chat.monarch.matrix.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.port.RoomPlan;
import chat.monarch.domain.ContentUri;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import chat.monarch.matrix.SomeConfig;
import chat.monarch.matrix.StubHomeserver;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeserverClientTest {
  private static final RoomId ROOM = new RoomId("!r:example.org");

  private final StubHomeserver homeserver = new StubHomeserver();
  private final Kit kit = new Kit(SomeConfig.at(homeserver.address()));

  @AfterEach
  void stop() {
    kit.close();
    homeserver.close();
  }

  @Test
  void every_request_names_user_and_device_and_bears_the_token_in_a_header_only() {
    homeserver.answer("/send/", 200, "{\"event_id\":\"$1\"}");

    var id = say(ROOM, "a/b c+ü");

    assertThat(id).isEqualTo(new EventId("$1"));
    var asked = homeserver.asked().getFirst();
    assertThat(asked.method()).isEqualTo("PUT");
    assertThat(asked.target())
        .isEqualTo(
            "/_matrix/client/v3/rooms/%21r%3Aexample.org/send/m.room.message/a%2Fb%20c%2B%C3%BC"
                + "?user_id=%40messengerbot%3Aexample.org&device_id=MONARCH");
    assertThat(asked.authorization()).isEqualTo("Bearer the-as-token");
    assertThat(asked.body())
        .isEqualTo("{\"msgtype\":\"m.notice\",\"body\":\"hello\",\"m.mentions\":{}}");
  }

  @Test
  void a_homeserver_behind_a_path_is_asked_there() {
    var config = SomeConfig.at(URI.create(homeserver.address() + "/matrix/"));
    try (var other = new Kit(config)) {
      other.client.bot().join(ROOM);
    }
    assertThat(homeserver.asked().getFirst().target()).startsWith("/matrix/_matrix/client/v3/");
  }

  @Test
  void a_user_who_exists_is_registered_all_the_same_with_his_device() {
    homeserver.answer("/register", 400, "{\"errcode\":\"M_USER_IN_USE\",\"error\":\"Taken\"}");

    kit.client.ghost(Kit.contact("abc")).ensureRegistered();

    assertThat(homeserver.asked().getFirst().body())
        .isEqualTo(
            "{\"type\":\"m.login.application_service\",\"username\":\"messenger_abc\","
                + "\"inhibit_login\":true}");
    assertThat(homeserver.asked().getLast().target())
        .isEqualTo("/_matrix/client/v3/devices/MONARCH?user_id=%40messenger_abc%3Aexample.org");
  }

  @Test
  void a_device_that_the_homeserver_lost_is_made_anew() {
    homeserver.answer("/send/", 400, "{\"errcode\":\"M_UNKNOWN_DEVICE\",\"error\":\"No such\"}");
    homeserver.answer("/send/", 200, "{\"event_id\":\"$1\"}");

    assertThat(say(ROOM, "t")).isEqualTo(new EventId("$1"));

    assertThat(homeserver.asked()).hasSize(4);
    assertThat(homeserver.asked("/devices/MONARCH")).hasSize(1);
  }

  @Test
  void a_room_is_told_only_what_it_does_not_say_already() {
    var key = Kit.portal("me", "you");
    var before = new RoomPlan.Portal(key, "You", new ContentUri("mxc://example.org/1"), false);

    kit.client.bot().update(ROOM, before, before);
    assertThat(homeserver.asked()).isEmpty();

    kit.client
        .bot()
        .update(ROOM, before, new RoomPlan.Portal(key, "Thou", before.picture(), false));
    assertThat(homeserver.asked("/m.room.name/?")).hasSize(1);
    assertThat(homeserver.asked("/m.room.name/?").getFirst().body())
        .isEqualTo("{\"name\":\"Thou\"}");
    assertThat(homeserver.asked("bridge/example.org%2Fmessenger?")).hasSize(2);
    assertThat(homeserver.asked()).hasSize(3);

    kit.client.bot().update(ROOM, before, new RoomPlan.Portal(key, "You", null, false));
    assertThat(homeserver.asked("/m.room.avatar/?").getFirst().body()).isEqualTo("{}");
    assertThat(homeserver.asked()).hasSize(6);

    kit.client.bot().update(ROOM, null, before);
    assertThat(homeserver.asked()).hasSize(10);
  }

  @Test
  void a_room_says_in_its_bridge_information_alone_whether_the_contact_asks() {
    var key = Kit.portal("me", "you");
    var contact = new RoomPlan.Portal(key, "You", null, false);

    kit.client.bot().update(ROOM, contact, new RoomPlan.Portal(key, "You", null, true));

    assertThat(homeserver.asked("bridge/example.org%2Fmessenger?"))
        .hasSize(2)
        .allMatch(asked -> asked.body().contains("\"com.beeper.message_request\":true"));
    assertThat(homeserver.asked()).hasSize(2);
    assertThat(homeserver.asked("/m.bridge/")).hasSize(1);
    assertThat(homeserver.asked("/uk.half-shot.bridge/")).hasSize(1);
  }

  @Test
  void a_picture_is_taken_away_by_an_empty_address() {
    kit.client.ghost(Kit.contact("abc")).setAvatar(null);

    assertThat(homeserver.asked("/avatar_url").getFirst().body())
        .isEqualTo("{\"avatar_url\":\"\"}");
  }

  @Test
  void a_limit_is_waited_for() {
    var limit = "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Slow\",\"retry_after_ms\":1}";
    homeserver.answer("/send/", 429, limit).answer("/send/", 429, limit);
    homeserver.answer("/send/", 200, "{\"event_id\":\"$1\"}");

    assertThat(say(ROOM, "t")).isEqualTo(new EventId("$1"));
    assertThat(homeserver.asked("/send/")).hasSize(3);
  }

  @Test
  void a_limit_that_is_too_far_off_is_left_to_the_caller() {
    homeserver.answer(
        "/send/", 429, "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":3600000}");

    assertThatThrownBy(() -> say(ROOM, "t")).isInstanceOf(HomeserverException.Unavailable.class);
    assertThat(kit.reachability.isAway()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "403, M_FORBIDDEN",
    "404, M_NOT_FOUND",
    "400, M_BAD_JSON",
    "409, M_CONFLICT",
    "413, M_TOO_LARGE",
  })
  void a_no_is_a_no(int status, String code) {
    homeserver.answer(
        "/send/", status, "{\"errcode\":\"%s\",\"error\":\"So it is\"}".formatted(code));

    assertThatThrownBy(() -> say(ROOM, "t"))
        .isInstanceOfSatisfying(
            HomeserverException.Refused.class,
            it -> {
              assertThat(it.status()).isEqualTo(status);
              assertThat(it.code()).isEqualTo(code);
              assertThat(it).hasMessageContaining("So it is").hasMessageNotContaining("token");
            });
    assertThat(homeserver.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 403, 404, 500, 502, 503, 504})
  void what_a_proxy_says_is_no_refusal(int status) {
    homeserver.answerHtml("/send/", status);

    assertThatThrownBy(() -> say(ROOM, "t")).isInstanceOf(HomeserverException.Unavailable.class);
    assertThat(kit.reachability.isAway()).isTrue();
    assertThat(homeserver.asked()).hasSize(1);
  }

  @Test
  void a_body_that_is_too_large_for_a_proxy_is_refused() {
    homeserver.answerHtml("/send/", 413);
    assertThatThrownBy(() -> say(ROOM, "t")).isInstanceOf(HomeserverException.Refused.class);
  }

  @Test
  void a_token_that_is_not_known_for_now_costs_no_message() {
    homeserver.answer("/send/", 401, "{\"errcode\":\"M_UNKNOWN_TOKEN\",\"error\":\"Who?\"}");
    assertThatThrownBy(() -> say(ROOM, "t")).isInstanceOf(HomeserverException.Unavailable.class);
  }

  @Test
  void an_error_in_the_homeserver_is_no_sign_of_its_restart() {
    homeserver.answer("/send/", 500, "{\"errcode\":\"M_UNKNOWN\",\"error\":\"Internal\"}");
    assertThatThrownBy(() -> say(ROOM, "t")).isInstanceOf(HomeserverException.Unavailable.class);
    assertThat(kit.reachability.isAway()).isFalse();
  }

  @Test
  void a_homeserver_that_comes_back_is_told_once() {
    var returns = new ArrayList<String>();
    kit.reachability.onReturn(() -> returns.add("back"));
    homeserver.answerHtml("/send/", 503).answerHtml("/send/", 503);

    for (var i = 0; i < 2; i++) {
      assertThatThrownBy(() -> say(ROOM, "t")).isInstanceOf(HomeserverException.Unavailable.class);
    }
    assertThat(returns).isEmpty();
    say(ROOM, "t");
    say(ROOM, "t");

    assertThat(returns).containsExactly("back");
  }

  @Test
  void a_homeserver_that_is_not_there_is_unavailable() {
    try (var lonely = new Kit(SomeConfig.anywhere())) {
      assertThatThrownBy(() -> lonely.client.bot().join(ROOM))
          .isInstanceOf(HomeserverException.Unavailable.class)
          .hasMessageContaining("/join")
          .hasMessageNotContaining("the-as-token");
    }
  }

  @Test
  void a_homeserver_that_hangs_up_is_unavailable() {
    homeserver.hangUp("/send/");
    assertThatThrownBy(() -> say(ROOM, "t"))
        .isInstanceOf(HomeserverException.Unavailable.class)
        .hasMessageNotContaining("the-as-token");
    assertThat(kit.reachability.isAway()).isTrue();
  }

  @Test
  void an_answer_without_what_it_must_have_is_not_the_homeservers() {
    homeserver.answer("/send/", 200, "{}");
    assertThatThrownBy(() -> say(ROOM, "t")).isInstanceOf(HomeserverException.Unavailable.class);
  }

  @Test
  void a_room_that_is_still_being_created_is_waited_for() {
    homeserver.answer("/createRoom", 400, "{\"errcode\":\"M_ROOM_IN_USE\",\"error\":\"Taken\"}");
    homeserver.answer("/directory/room/", 200, "{\"room_id\":\"!r:example.org\"}");
    homeserver.answer("/state/m.room.member/", 403, "{\"errcode\":\"M_FORBIDDEN\"}");
    homeserver.answer("/state/m.room.member/", 200, "{\"membership\":\"join\"}");

    var plan = new RoomPlan.Portal(Kit.portal("me", "you"), "You", null, false);

    assertThat(kit.client.bot().ensureRoom(plan)).isEqualTo(ROOM);
    assertThat(homeserver.asked("/createRoom")).hasSize(1);
  }

  @Test
  void no_answer_in_time_is_unavailable() {
    var never = new CountDownLatch(1);
    homeserver.hold("/whoami", never);
    var request = Request.get(Request.CLIENT, "account", "whoami").within(Duration.ofMillis(200));
    assertThatThrownBy(() -> kit.api.call(request))
        .isInstanceOf(HomeserverException.Unavailable.class);
    never.countDown();
  }

  @Test
  void a_room_is_changed_by_one_request_at_a_time_and_others_do_not_wait() throws Exception {
    var held = new CountDownLatch(1);
    homeserver.hold("/send/m.room.message/slow-0", held);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow = new ArrayList<Future<EventId>>();
      slow.add(threads.submit(() -> say(ROOM, "slow-0")));
      homeserver.awaitAsked("slow-0", 1);
      var waiting =
          IntStream.range(1, 4)
              .mapToObj(i -> threads.submit(() -> say(ROOM, "slow-" + i)))
              .toList();
      slow.addAll(waiting);

      say(new RoomId("!other:example.org"), "fast");

      assertThat(homeserver.asked("slow-")).hasSize(1);
      assertThatThrownBy(() -> waiting.getFirst().get(50, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      held.countDown();
      for (var each : slow) {
        each.get(20, TimeUnit.SECONDS);
      }
    }
    assertThat(homeserver.asked("slow-")).hasSize(4);
  }

  @Test
  void not_more_than_a_dozen_requests_are_under_way() throws Exception {
    var held = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Future<EventId>>();
      for (var i = 0; i < 40; i++) {
        var room = new RoomId("!" + i + ":example.org");
        homeserver.hold("/send/", held);
        calls.add(threads.submit(() -> say(room, "t")));
      }
      homeserver.awaitAsked("/send/", HomeserverApi.AT_A_TIME);
      assertThat(homeserver.asked()).hasSize(HomeserverApi.AT_A_TIME);
      held.countDown();
      for (var each : calls) {
        each.get(20, TimeUnit.SECONDS);
      }
    }
    assertThat(homeserver.asked()).hasSize(40);
  }

  @Test
  void rooms_that_hang_do_not_stop_the_others() throws Exception {
    var never = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hanging = new ArrayList<Future<EventId>>();
      for (var i = 0; i < 20; i++) {
        var room = new RoomId("!hangs" + i + ":example.org");
        homeserver.hold("/send/m.room.message/hangs-" + i + "?", never);
        var transaction = "hangs-" + i;
        hanging.add(threads.submit(() -> say(room, transaction)));
      }
      homeserver.awaitAsked("/hangs-", HomeserverApi.AT_A_TIME);

      var other = threads.submit(() -> say(new RoomId("!other:example.org"), "other"));

      assertThat(other.get(15, TimeUnit.SECONDS)).isEqualTo(new EventId("$any"));
      homeserver.awaitAsked("/hangs-", 20);
      assertThat(hanging).noneMatch(Future::isDone);
      never.countDown();
      for (var each : hanging) {
        each.get(20, TimeUnit.SECONDS);
      }
    }
    assertThat(homeserver.asked()).hasSize(21);
  }

  @Test
  void so_many_rooms_hang_and_no_more() throws Exception {
    var never = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hanging = new ArrayList<Future<EventId>>();
      for (var i = 0; i < HomeserverApi.UNDER_WAY + 10; i++) {
        var room = new RoomId("!" + i + ":example.org");
        homeserver.hold("/send/", never);
        hanging.add(threads.submit(() -> say(room, "t")));
      }
      homeserver.awaitAsked("/send/", HomeserverApi.UNDER_WAY);
      assertThat(homeserver.asked()).hasSize(HomeserverApi.UNDER_WAY);
      never.countDown();
      for (var each : hanging) {
        each.get(20, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void a_portal_may_be_closed_to_other_servers() {
    var closed =
        new HomeserverClient(
            kit.names,
            SomeConfig.anywhere(),
            Kit.PUPPETS,
            kit.api,
            new RoomOrder(),
            kit.wish,
            false);
    homeserver.answer("/createRoom", 200, "{\"room_id\":\"!new:example.org\"}");

    closed.bot().ensureRoom(new RoomPlan.Portal(Kit.portal("me", "you"), "You", null, false));

    assertThat(homeserver.asked().getFirst().body())
        .contains("\"creation_content\":{\"m.federate\":false}")
        .contains("\"room_alias_name\":\"messenger_me_you\"")
        .contains("{\"type\":\"m.room.guest_access\"", "{\"guest_access\":\"forbidden\"}")
        .doesNotContain("room_version", "\"invite\"");
  }

  @Test
  void a_double_puppet_shows_its_own_token_names_no_device_and_marks_what_it_sends() {
    homeserver.answer("/send/", 200, "{\"event_id\":\"$1\"}");
    var at = Instant.ofEpochMilli(1_338_199_200_000L);
    var id = RemoteMessageId.next(at);
    var event = OutgoingEvent.remote(new Content.Text("hello"), at, id);

    puppet().send(ROOM, event, new TransactionId("t"));

    var asked = homeserver.asked().getFirst();
    assertThat(asked.authorization()).isEqualTo("Bearer the-puppet-token");
    assertThat(asked.target())
        .endsWith("/t?ts=1338199200000&user_id=%40alice%3Aexample.org")
        .doesNotContain("device_id");
    assertThat(asked.body())
        .isEqualTo(
            "{\"msgtype\":\"m.text\",\"body\":\"hello\",\"m.mentions\":{},"
                + "\"chat.monarch\":{\"id\":\""
                + id
                + "\"},\"fi.mau.double_puppet_source\":\"messenger\","
                + "\"fi.mau.double_puppet_ts\":1338199200000}");
  }

  @ParameterizedTest
  @CsvSource({"401, M_UNKNOWN_TOKEN", "403, M_FORBIDDEN"})
  void a_double_puppet_that_is_refused_is_not_tried_again(int status, String code) {
    homeserver.answer(
        "/whoami",
        status,
        "{\"errcode\":\"%s\",\"error\":\"has not registered this user\"}".formatted(code));

    assertThatThrownBy(() -> puppet().check())
        .isInstanceOf(HomeserverException.Refused.class)
        .hasMessageContaining(code)
        .hasMessageNotContaining("the-puppet-token");
    assertThat(homeserver.asked()).hasSize(1);
  }

  @Test
  void people_of_other_servers_have_no_double_puppet() {
    assertThat(kit.client.puppet(new MatrixUserId("@alice:elsewhere.org"))).isEmpty();
  }

  @Test
  void a_quiet_room_is_a_push_rule_that_may_be_gone_already() {
    homeserver.answer("/pushrules/", 200, "{}");
    homeserver.answer("/pushrules/", 404, "{\"errcode\":\"M_NOT_FOUND\",\"error\":\"no\"}");

    puppet().setQuiet(ROOM, true);
    puppet().setQuiet(ROOM, false);

    var put = homeserver.asked().getFirst();
    assertThat(put.target())
        .startsWith(
            "/_matrix/client/v3/pushrules/global/override/chat.monarch.%21r%3Aexample.org?");
    assertThat(put.body())
        .isEqualTo(
            "{\"conditions\":[{\"kind\":\"event_match\",\"key\":\"room_id\","
                + "\"pattern\":\"!r:example.org\"}],\"actions\":[]}");
    assertThat(homeserver.asked().getLast().method()).isEqualTo("DELETE");
  }

  private Intent puppet() {
    return kit.client.puppet(new MatrixUserId("@alice:example.org")).orElseThrow();
  }

  @Test
  void who_is_in_the_room_is_not_invited_again() {
    homeserver.answer("/state/m.room.member/", 200, "{\"membership\":\"join\"}");
    kit.client.bot().invite(ROOM, new MatrixUserId("@alice:example.org"), true);
    assertThat(homeserver.asked()).hasSize(1);
  }

  @Test
  void the_bots_join_makes_it_look_what_it_missed() throws InterruptedException {
    kit.client.ghost(Kit.contact("abc")).join(ROOM);
    assertThat(kit.wish.await(Duration.ZERO)).isFalse();
    kit.client.bot().join(ROOM);
    assertThat(kit.wish.await(Duration.ZERO)).isTrue();
  }

  private EventId say(RoomId room, String transaction) {
    return kit.client
        .bot()
        .send(room, OutgoingEvent.notice("hello"), new TransactionId(transaction));
  }
}
