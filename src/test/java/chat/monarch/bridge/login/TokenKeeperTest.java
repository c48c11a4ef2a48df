package chat.monarch.bridge.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import chat.monarch.testkit.fake.FakeConsent;
import chat.monarch.testkit.fake.TestClock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TokenKeeperTest {
  private final TestClock clock = new TestClock();
  private final FakeConsent consent = new FakeConsent();
  private final TokenPlace.Memory place =
      new TokenPlace.Memory(LoginFixture.tokens(clock.instant().plus(Duration.ofHours(1))));
  private final TokenKeeper keeper = new TokenKeeper(place, consent, clock);

  @Test
  void a_token_with_time_left_is_used_as_it_is() throws Exception {
    assertThat(keeper.current()).isEqualTo(new Secret("access-1"));
    assertThat(consent.refreshes()).isZero();
  }

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

  @Test
  void a_withdrawn_consent_erases_the_tokens() throws Exception {
    var refused = keeper.current();
    consent.fail(new TokensException.Withdrawn("the consent was withdrawn"));

    assertThatThrownBy(() -> keeper.renewed(refused)).isInstanceOf(TokensException.Withdrawn.class);
    assertThat(place.load()).isEmpty();
    assertThatThrownBy(keeper::current).isInstanceOf(TokensException.Withdrawn.class);
  }

  @Test
  void a_token_endpoint_that_is_away_leaves_the_tokens() throws Exception {
    var refused = keeper.current();
    consent.fail(new TokensException.Unavailable("no answer"));

    assertThatThrownBy(() -> keeper.renewed(refused))
        .isInstanceOf(TokensException.Unavailable.class);
    assertThat(place.load()).map(Tokens::access).contains(refused);
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
