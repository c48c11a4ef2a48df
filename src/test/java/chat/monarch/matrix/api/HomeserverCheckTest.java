package chat.monarch.matrix.api;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.matrix.SomeConfig;
import chat.monarch.matrix.StubHomeserver;
import chat.monarch.matrix.api.HomeserverCheck.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeserverCheckTest {
  private static final String WHO = "{\"user_id\":\"@messengerbot:example.org\"}";

  private final StubHomeserver homeserver = new StubHomeserver();
  private final Kit kit = new Kit(SomeConfig.at(homeserver.address()));

  @AfterEach
  void stop() {
    kit.close();
    homeserver.close();
  }

  @Test
  void a_bot_without_a_name_gets_one_and_the_homeserver_is_asked_to_ping() {
    homeserver.answer("/whoami", 200, WHO);

    assertThat(kit.check.check()).isEqualTo(new Result.Fine());

    assertThat(homeserver.asked("/displayname").getLast().body())
        .isEqualTo("{\"displayname\":\"Messenger bridge\"}");
    assertThat(homeserver.asked("/devices/MONARCH")).hasSize(1);
    assertThat(homeserver.asked().getLast().target())
        .isEqualTo("/_matrix/client/v1/appservice/messenger/ping");
  }

  @Test
  void a_name_that_the_operator_chose_is_left() {
    homeserver.answer("/whoami", 200, WHO);
    homeserver.answer("/displayname", 200, "{\"displayname\":\"Our bridge\"}");

    assertThat(kit.check.check()).isEqualTo(new Result.Fine());

    assertThat(homeserver.asked("/displayname")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "401, M_UNKNOWN_TOKEN, as-token",
    "400, M_EXCLUSIVE, bot-localpart",
    "403, M_FORBIDDEN, bot-localpart",
  })
  void a_registration_that_is_refused_says_what_to_mend(int status, String code, String key) {
    homeserver.answer("/register", status, error(code));
    assertThat(kit.check.check())
        .isInstanceOfSatisfying(
            Result.Refused.class,
            it ->
                assertThat(it.sentence())
                    .contains(key)
                    .doesNotContain("the-as-token", "the-hs-token"));
  }

  @Test
  void a_bot_that_is_somebody_else_there_is_refused() {
    homeserver.answer("/whoami", 200, "{\"user_id\":\"@messengerbot:elsewhere.org\"}");
    assertThat(kit.check.check()).isInstanceOf(Result.Refused.class);
  }

  @Test
  void ghosts_outside_of_the_namespace_are_refused() {
    homeserver.answer("/whoami", 200, WHO);
    homeserver.answer(
        "/whoami",
        403,
        "{\"errcode\":\"M_FORBIDDEN\",\"error\":"
            + "\"Application service cannot masquerade as this user (@messenger_0:example.org).\"}");
    assertThat(kit.check.check())
        .isInstanceOfSatisfying(
            Result.Refused.class, it -> assertThat(it.sentence()).contains("ghost-prefix"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, M_URL_NOT_SET, no url",
    "502, M_CONNECTION_FAILED, cannot connect",
    "504, M_CONNECTION_TIMEOUT, no answer",
  })
  void a_ping_that_does_not_come_through_says_why(int status, String code, String why) {
    homeserver.answer("/whoami", 200, WHO).answer("/ping", status, error(code));
    assertThat(kit.check.check())
        .isInstanceOfSatisfying(
            Result.CannotReachUs.class,
            it -> assertThat(it.sentence()).contains(why, "monarch.appservice.address"));
  }

  @ParameterizedTest
  @CsvSource({"403, hs-token", "404, says 404"})
  void a_ping_that_reaches_somebody_else_says_so(int status, String why) {
    homeserver.answer("/whoami", 200, WHO);
    homeserver.answer(
        "/ping", 502, "{\"errcode\":\"M_BAD_STATUS\",\"error\":\"x\",\"status\":" + status + "}");
    assertThat(kit.check.check())
        .isInstanceOfSatisfying(
            Result.CannotReachUs.class, it -> assertThat(it.sentence()).contains(why));
  }

  @Test
  void another_id_in_the_registration_is_refused() {
    homeserver.answer("/whoami", 200, WHO).answer("/ping", 403, error("M_FORBIDDEN"));
    assertThat(kit.check.check())
        .isInstanceOfSatisfying(
            Result.Refused.class, it -> assertThat(it.sentence()).contains("appservice.id"));
  }

  @ParameterizedTest
  @CsvSource({"/register, 502", "/register, 404", "/whoami, 503", "/devices, 502", "/ping, 503"})
  void a_proxy_without_a_homeserver_is_silence(String part, int status) {
    if (!part.equals("/whoami")) {
      homeserver.answer("/whoami", 200, WHO);
    }
    homeserver.answerHtml(part, status);
    assertThat(kit.check.check()).isInstanceOf(Result.Silent.class);
  }

  @Test
  void nobody_there_is_silence() {
    try (var lonely = new Kit(SomeConfig.anywhere())) {
      assertThat(lonely.check.check()).isInstanceOf(Result.Silent.class);
    }
  }

  @Test
  void a_homeserver_too_old_to_ping_will_do() {
    homeserver.answer("/whoami", 200, WHO).answer("/ping", 404, error("M_UNRECOGNIZED"));
    assertThat(kit.check.check()).isEqualTo(new Result.Fine());
  }

  private static String error(String code) {
    return "{\"errcode\":\"" + code + "\",\"error\":\"So it is\"}";
  }
}
