package chat.monarch.messenger.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JidsTest {
  @Rule("GEN-6")
  @ParameterizedTest
  @CsvSource({
    "Bob@Messenger.Live.com, bob@messenger.live.com, true",
    "Bob@messenger.live.com/One, bob@messenger.live.com/One, true",
    "bob@messenger.live.com/one, bob@messenger.live.com/One, false",
    "bob@messenger.live.com, bob@messenger.live.com/One, false",
    "bob@messenger.live.com, rob@messenger.live.com, false",
    "Messenger.Live.com, messenger.live.com, true",
  })
  void the_bare_address_is_compared_without_case_and_the_resource_with_it(
      String one, String other, boolean same) {
    assertThat(Jids.same(one, other)).isEqualTo(same);
  }
}
