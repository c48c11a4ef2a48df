package chat.monarch.matrix.format;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.matrix.SomeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserNamesTest {
  private final UserNames names =
      new UserNames(SomeConfig.anywhere(), SomeConfig.anywhere(), SomeConfig.MESSENGER_DOMAIN);

  @ParameterizedTest
  @CsvSource({
    "0123456789abcdef@messenger.live.com, @messenger_0123456789abcdef:example.org",
    "ABC@messenger.live.com, @messenger_abc:example.org",
    "a/b+c d@messenger.live.com, @messenger_a=2fb=2bc=20d:example.org",
    "a=2f@messenger.live.com, @messenger_a=3d2f:example.org",
    "ü_.-@messenger.live.com, @messenger_=c3=bc_.-:example.org",
    "me@elsewhere.org, @messenger_me=40elsewhere.org:example.org",
    "messenger.live.com, @messenger_=40messenger.live.com:example.org",
  })
  void a_ghost_is_named_after_its_contact_and_leads_back_to_him(String contact, String ghost) {
    var id = new RemoteUserId(contact);
    assertThat(names.ghost(id)).isEqualTo(new MatrixUserId(ghost));
    assertThat(names.contactOf(new MatrixUserId(ghost))).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@alice:example.org",
        "@messengerbot:example.org",
        "@messenger_abc:elsewhere.org",
        "@messenger_ABC:example.org",
        "@messenger_=61:example.org",
        "@messenger_=2F:example.org",
        "@messenger_=2:example.org",
        "@messenger_=c3:example.org",
        "",
      })
  void who_is_no_ghost_of_ours_has_no_contact(String user) {
    assertThat(names.contactOf(new MatrixUserId(user))).isEmpty();
  }

  @Test
  void bot_and_all_of_the_namespace_are_ours() {
    assertThat(names.isOurs(new MatrixUserId("@messengerbot:example.org"))).isTrue();
    assertThat(names.isOurs(new MatrixUserId("@messenger_=61:example.org"))).isTrue();
    assertThat(names.isOurs(new MatrixUserId("@messengerbot:elsewhere.org"))).isFalse();
    assertThat(names.isOurs(new MatrixUserId("@alice:example.org"))).isFalse();
  }

  @Test
  void a_portals_alias_names_both_accounts() {
    var key =
        new PortalKey(
            new LoginId("1111111111111111@messenger.live.com"),
            new RemoteUserId("2222222222222222@messenger.live.com"));
    assertThat(names.alias(key)).isEqualTo("messenger_1111111111111111_2222222222222222");
    assertThat(names.fullAlias(names.alias(key)))
        .isEqualTo("#messenger_1111111111111111_2222222222222222:example.org");
  }
}
