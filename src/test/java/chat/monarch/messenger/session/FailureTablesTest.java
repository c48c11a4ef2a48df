package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.testkit.Rule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables of the contract for failures, each row walked against the service: SASL-5 and B.13.
class FailureTablesTest {
  private static final Duration FIRST_PAUSE = Patience.USUAL.first();
  private static final Duration VIOLATION = Patience.USUAL.afterViolation();

  private final Bench bench = Bench.withUsualPatience();

  @AfterEach
  void close() {
    bench.close();
  }

  /// What the client does.
  enum Then {
    RENEWS_THE_TOKEN_ONCE,
    FOLLOWS,
    COMES_AGAIN_AT_ONCE,
    BACKS_OFF,
    BACKS_OFF_A_MINUTE,
    TELLS_THE_OPERATOR,
    ASKS_FOR_A_NEW_SIGN_IN,
    WAITS_FOR_THE_USER
  }

  @Rule({"SASL-5", "SASL-6"})
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "not-authorized,         RENEWS_THE_TOKEN_ONCE",
    "incorrect-encoding,     RENEWS_THE_TOKEN_ONCE",
    "malformed-request,      RENEWS_THE_TOKEN_ONCE",
    "invalid-mechanism,      TELLS_THE_OPERATOR",
    "account-disabled,       ASKS_FOR_A_NEW_SIGN_IN",
    "temporary-auth-failure, BACKS_OFF",
    "credentials-expired,    RENEWS_THE_TOKEN_ONCE",
    "'',                     RENEWS_THE_TOKEN_ONCE",
    "see-other-host,         FOLLOWS",
    "cut,                    BACKS_OFF",
  })
  void after_a_failure_of_sasl(String condition, Then then) {
    bench.sandbox().failNextSasl(condition, 1);
    var keyring = keyring();

    bench.open(keyring);

    check(then, 1, keyring);
  }

  @Rule("SASL-5")
  @ParameterizedTest
  @CsvSource({"not-authorized", "incorrect-encoding", "malformed-request", "something-else", "''"})
  void after_the_same_failure_of_sasl_twice_within_a_minute(String condition) {
    bench.sandbox().failNextSasl(condition, 2);
    var keyring = keyring();

    bench.open(keyring);

    bench.heard().awaitState(SessionState.BadCredentials.class);
    assertThat(keyring.renewals()).isEqualTo(1);
    assertThat(bench.sandbox().connections()).hasSize(2);
  }

  @Rule("B.13")
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "see-other-host,           FOLLOWS",
    "not-well-formed,          BACKS_OFF",
    "bad-format,               BACKS_OFF",
    "invalid-xml,              BACKS_OFF",
    "unsupported-stanza-type,  BACKS_OFF",
    "restricted-xml,           BACKS_OFF",
    "conflict,                 WAITS_FOR_THE_USER",
    "connection-timeout,       COMES_AGAIN_AT_ONCE",
    "host-unknown,             TELLS_THE_OPERATOR",
    "host-gone,                TELLS_THE_OPERATOR",
    "improper-addressing,      TELLS_THE_OPERATOR",
    "not-authorized,           RENEWS_THE_TOKEN_ONCE",
    "policy-violation,         BACKS_OFF_A_MINUTE",
    "resource-constraint,      BACKS_OFF",
    "internal-server-error,    BACKS_OFF",
    "remote-connection-failed, BACKS_OFF",
    "reset,                    BACKS_OFF",
    "system-shutdown,          BACKS_OFF",
    "undefined-condition,      BACKS_OFF",
    "something-unknown,        BACKS_OFF",
    "unsupported-version,      TELLS_THE_OPERATOR",
    "unsupported-encoding,     TELLS_THE_OPERATOR",
    "invalid-namespace,        TELLS_THE_OPERATOR",
  })
  void after_a_stream_error(String condition, Then then) {
    var keyring = keyring();
    bench.open(keyring);
    bench.heard().await(Heard.Word.Ready.class);

    if (condition.equals("see-other-host")) {
      bench.sandbox().redirect(BuiltIn.ALICE);
    } else {
      bench.sandbox().endStreams(BuiltIn.ALICE, condition, "a text");
    }

    check(then, 2, keyring);
  }

  /// A bare close (CLS-1), and the end of a stream without a word of error.
  @Rule("CLS-1")
  @ParameterizedTest
  @CsvSource({"drop", "</stream:stream>"})
  void after_a_close(String how) {
    var keyring = keyring();
    bench.open(keyring);
    bench.heard().await(Heard.Word.Ready.class);

    if (how.equals("drop")) {
      bench.sandbox().drop(BuiltIn.ALICE);
    } else {
      bench.sandbox().sendRaw(BuiltIn.ALICE, how);
    }

    check(Then.BACKS_OFF, 2, keyring);
  }

  private Keyring keyring() {
    return new Keyring(token(), token(), token());
  }

  private String token() {
    return bench.sandbox().issueToken(BuiltIn.ALICE).accessToken();
  }

  /// @param session its number, once it comes
  private void check(Then then, int session, Keyring keyring) {
    switch (then) {
      case RENEWS_THE_TOKEN_ONCE, FOLLOWS, COMES_AGAIN_AT_ONCE -> {
        bench.heard().await(Heard.Word.Online.class, session, _ -> true);
        assertThat(bench.heard().count(SessionState.Waiting.class)).isZero();
        assertThat(bench.sandbox().connections()).hasSize(2);
      }
      case BACKS_OFF -> assertThat(pause()).isBetween(Duration.ZERO, FIRST_PAUSE);
      case BACKS_OFF_A_MINUTE ->
          assertThat(pause()).isBetween(VIOLATION.minusSeconds(5), VIOLATION);
      case TELLS_THE_OPERATOR -> rests(SessionState.Misconfigured.class);
      case ASKS_FOR_A_NEW_SIGN_IN -> rests(SessionState.BadCredentials.class);
      case WAITS_FOR_THE_USER -> rests(SessionState.SignedInElsewhere.class);
    }
    assertThat(keyring.renewals()).isEqualTo(then == Then.RENEWS_THE_TOKEN_ONCE ? 1 : 0);
  }

  private <S extends SessionState> void rests(Class<S> state) {
    bench.heard().awaitState(state);
    assertThat(bench.sandbox().connections()).hasSize(1);
  }

  /// How long it waits, counted from when it was told.
  private Duration pause() {
    var waiting = bench.heard().awaitState(SessionState.Waiting.class);
    var pause = Duration.between(Instant.now(), waiting.until());
    return pause.isNegative() ? Duration.ZERO : pause;
  }
}
