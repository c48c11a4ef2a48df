package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.messenger.TestConfigs;
import chat.monarch.messenger.transport.StreamFailure;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes next depends on what came before.
class CourseTest {
  private static final Duration SHORT = Duration.ofSeconds(59);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Course course =
      new Course(
          TestConfigs.messenger(Map.of()).redirect(),
          Patience.USUAL,
          new BackOff(Patience.USUAL, new Random(7)));

  /// A session that ended with that error.
  private Next session(String condition, Duration lived) {
    course.startAgain();
    var host = condition.equals("see-other-host") ? "gw.messenger.live.com" : "";
    return course.afterSession(new StreamFailure.ByService(condition, host, ""), true, lived);
  }

  @ParameterizedTest
  @ValueSource(strings = {"see-other-host", "connection-timeout"})
  void a_storm_of_short_sessions_is_met_with_pauses(String condition) {
    for (int i = 0; i < 5; i++) {
      assertThat(session(condition, SHORT)).isInstanceOf(Next.AtOnce.class);
    }

    assertThat(session(condition, SHORT)).isInstanceOf(Next.Later.class);
    assertThat(session(condition, SHORT)).isInstanceOf(Next.Later.class);
  }

  @Rule("CON-9")
  @Test
  void the_pauses_of_a_storm_grow_until_a_session_settles() {
    for (int i = 0; i < 20; i++) {
      session("see-other-host", SHORT);
      course.pause(Duration.ZERO);
    }

    assertThat(session("see-other-host", LONG)).isInstanceOf(Next.AtOnce.class);
    assertThat(course.pause(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void a_redirect_before_the_session_belongs_to_the_same_sign_in() {
    var redirected = new SignInException.Redirected("gw.messenger.live.com", true);

    assertThat(course.afterSignIn(redirected)).isInstanceOf(Next.Follow.class);
    assertThat(session("see-other-host", LONG)).isInstanceOf(Next.AtOnce.class);
  }

  @Test
  void a_pause_is_never_shorter_than_was_asked_for() {
    assertThat(course.pause(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
  }
}
