package chat.monarch.bridge.login;

import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.fake.FakeConsent;
import chat.monarch.testkit.fake.MemoryLogins;
import chat.monarch.testkit.fake.TestClock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TokenKeeperTest {
  private static final Tokens ENDING = LoginFixture.tokens(new TestClock().instant());

  private final TestClock clock = new TestClock();
  private final TokenCipher cipher = new TokenCipher(LoginFixture.config((byte) 1));
  private final FakeConsent consent = new FakeConsent();
  private final TokenPlace.Memory place =
      new TokenPlace.Memory(LoginFixture.tokens(clock.instant().plus(Duration.ofHours(1))));
  private final TokenKeeper keeper = new TokenKeeper(place, consent, clock);

  @Test
  void a_token_with_time_left_is_used_as_it_is() throws Exception {
    assertThat(keeper.current()).isEqualTo(new Secret("access-1"));
    assertThat(consent.refreshes()).isZero();
  }

  @Rule({"OA-7", "OA-8"})
  @Test
  void a_token_about_to_end_is_renewed_and_stored_first() throws Exception {
    clock.pass(Duration.ofMinutes(58));

    assertThat(keeper.current()).isEqualTo(new Secret("access-fresh1"));
    assertThat(place.load()).map(Tokens::refresh).contains(new Secret("refresh-fresh1"));
  }

  @Test
  void a_refused_token_is_renewed_once_for_all_who_were_refused() throws Exception {
    var refused = keeper.current();

    Callable<Secret> renewing = () -> keeper.renewed(refused);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = threads.invokeAll(Stream.generate(() -> renewing).limit(20).toList());
      for (var each : all) {
        assertThat(each.get()).isEqualTo(new Secret("access-fresh1"));
      }
    }

    assertThat(consent.refreshes()).isEqualTo(1);
  }

  @Rule("OA-9")
  @Test
  void a_withdrawn_consent_erases_the_tokens() throws Exception {
    var refused = keeper.current();
    consent.fail(new TokensException.Withdrawn("the consent was withdrawn"));

    assertThatThrownBy(() -> keeper.renewed(refused)).isInstanceOf(TokensException.Withdrawn.class);
    assertThat(place.load()).isEmpty();
    assertThatThrownBy(keeper::current).isInstanceOf(TokensException.Withdrawn.class);
  }

  @Rule("OA-9")
  @Test
  void a_token_endpoint_that_is_away_leaves_the_tokens() throws Exception {
    var refused = keeper.current();
    consent.fail(new TokensException.Unavailable("no answer"));

    assertThatThrownBy(() -> keeper.renewed(refused))
        .isInstanceOf(TokensException.Unavailable.class);
    assertThat(place.load()).map(Tokens::access).contains(refused);
  }

  /// A login with a token that is about to end.
  private MemoryLogins storedLogin() {
    var table = new MemoryLogins();
    table.link(LoginFixture.LOGIN, ALICE, cipher.seal(LoginFixture.LOGIN, ENDING));
    return table;
  }

  private TokenKeeper keeperOf(MemoryLogins table) {
    return new TokenKeeper(
        new TokenPlace.Row(LoginFixture.LOGIN, table, cipher), consent, new TestClock());
  }

  @Rule("OA-7")
  @Test
  void renewed_tokens_are_given_to_nobody_before_they_are_stored_and_are_not_forgotten()
      throws Exception {
    var table = storedLogin();
    var bearer = keeperOf(table);
    table.refuseTokens(true);

    assertThatThrownBy(bearer::current)
        .isInstanceOf(TokensException.Unavailable.class)
        .hasMessageContaining("database");
    assertThatThrownBy(bearer::current).isInstanceOf(TokensException.Unavailable.class);
    table.refuseTokens(false);

    assertThat(bearer.current()).isEqualTo(new Secret("access-fresh1"));
    assertThat(consent.refreshes()).isEqualTo(1);
    assertThat(keeperOf(table).current()).isEqualTo(new Secret("access-fresh1"));
  }

  @Test
  void a_process_killed_before_it_stored_leaves_the_old_refresh_token_to_the_next()
      throws Exception {
    var table = storedLogin();
    table.refuseTokens(true);
    assertThatThrownBy(keeperOf(table)::current).isInstanceOf(TokensException.class);
    table.refuseTokens(false);

    assertThat(keeperOf(table).current()).isEqualTo(new Secret("access-fresh2"));

    assertThat(consent.lastUsed()).isEqualTo(ENDING.refresh());
  }

  @Test
  void tokens_of_a_new_sign_in_are_not_erased_for_the_old_ones() {
    var table = storedLogin();
    var fresh = LoginFixture.tokens(clock.instant().plus(Duration.ofHours(5)));
    consent.fail(new TokensException.Withdrawn("the consent was withdrawn"));
    consent.whileRefreshing(
        () -> table.keepTokens(LoginFixture.LOGIN, cipher.seal(LoginFixture.LOGIN, fresh)));

    assertThatThrownBy(keeperOf(table)::current).isInstanceOf(TokensException.Withdrawn.class);

    var stored = table.find(LoginFixture.LOGIN).orElseThrow().tokens();
    assertThat(stored).isNotNull();
    assertThat(cipher.open(LoginFixture.LOGIN, stored)).isEqualTo(fresh);
  }

  @Test
  void a_bare_token_is_tried_until_the_service_refuses_it() throws Exception {
    var bare = new Tokens(new Secret("bare"), null, clock.instant());
    var bearer = new TokenKeeper(new TokenPlace.Memory(bare), consent, clock);

    assertThat(bearer.current()).isEqualTo(new Secret("bare"));
    assertThatThrownBy(() -> bearer.renewed(new Secret("bare")))
        .isInstanceOf(TokensException.Withdrawn.class)
        .hasMessageContaining("has ended");
    assertThat(consent.refreshes()).isZero();
  }
}
