package chat.monarch.bridge.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.port.Tokens;
import chat.monarch.domain.Secret;
import chat.monarch.domain.id.LoginId;
import chat.monarch.store.SealedTokens;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TokenCipherTest {
  private static final LoginId LOGIN = new LoginId("a@messenger.live.com");
  private static final Tokens TOKENS = LoginFixture.tokens(Instant.parse("2026-11-24T13:00:00Z"));

  private final TokenCipher cipher = new TokenCipher(LoginFixture.config((byte) 1));

  @Test
  void what_is_sealed_opens_again() {
    assertThat(cipher.open(LOGIN, cipher.seal(LOGIN, TOKENS))).isEqualTo(TOKENS);
  }

  @Test
  void tokens_without_one_to_renew_them_open_again() {
    var bare = new Tokens(new Secret("EwAd+/="), null, TOKENS.expires());

    assertThat(cipher.open(LOGIN, cipher.seal(LOGIN, bare))).isEqualTo(bare);
  }

  @Test
  void the_row_does_not_show_the_token_and_is_another_each_time() {
    var first = cipher.seal(LOGIN, TOKENS);

    assertThat(new String(first.sealed(), StandardCharsets.ISO_8859_1)).doesNotContain("access-1");
    assertThat(first.sealed()).isNotEqualTo(cipher.seal(LOGIN, TOKENS).sealed());
  }

  @Test
  void tokens_of_one_login_do_not_open_as_those_of_another() {
    var sealed = cipher.seal(LOGIN, TOKENS);

    assertThatThrownBy(() -> cipher.open(new LoginId("b@messenger.live.com"), sealed))
        .isInstanceOf(WrongSecretKeyException.class);
  }

  @Test
  void another_key_is_said_so_in_a_sentence_without_secrets() {
    var sealed = new TokenCipher(LoginFixture.config((byte) 2)).seal(LOGIN, TOKENS);

    assertThatThrownBy(() -> cipher.open(LOGIN, sealed))
        .isInstanceOf(WrongSecretKeyException.class)
        .hasMessageStartingWith("monarch.secret-key is not the key")
        .hasNoCause();
  }

  @Test
  void a_damaged_row_does_not_open() {
    var stump = new SealedTokens(new byte[5], "key", TOKENS.expires());

    assertThatThrownBy(() -> cipher.open(LOGIN, stump)).isInstanceOf(WrongSecretKeyException.class);
  }

  @Test
  void keys_have_different_ids_that_do_not_show_them() {
    var one = LoginFixture.config((byte) 1).secretKey();
    var two = LoginFixture.config((byte) 2).secretKey();

    assertThat(one.id()).hasSize(16).isNotEqualTo(two.id());
    assertThat(one).hasToString("***");
  }
}
