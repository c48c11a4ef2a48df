package chat.monarch.bridge.user;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.testkit.fake.FakeHomeserver;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PermissionsTest {
  @Test
  void people_of_the_own_domain_may_use_the_bridge_and_others_may_not() {
    var permissions = permissions(Map.of());

    assertThat(permissions.of(new MatrixUserId("@a:example.org"))).isEqualTo(Permission.USER);
    assertThat(permissions.of(new MatrixUserId("@a:elsewhere.net"))).isEqualTo(Permission.BLOCK);
  }

  @Test
  void the_most_exact_entry_wins() {
    var permissions =
        permissions(
            Map.of(
                "*",
                Permission.BLOCK,
                "elsewhere.net",
                Permission.USER,
                "@boss:elsewhere.net",
                Permission.ADMIN));

    assertThat(permissions.of(new MatrixUserId("@boss:elsewhere.net"))).isEqualTo(Permission.ADMIN);
    assertThat(permissions.of(new MatrixUserId("@a:elsewhere.net"))).isEqualTo(Permission.USER);
    assertThat(permissions.of(new MatrixUserId("@a:third.com"))).isEqualTo(Permission.BLOCK);
  }

  @Test
  void an_entry_for_everybody_takes_the_place_of_the_default() {
    var permissions = permissions(Map.of("*", Permission.BLOCK));

    assertThat(permissions.mayUse(new MatrixUserId("@a:example.org"))).isFalse();
  }

  @Test
  void the_domain_ends_with_its_port() {
    var permissions = permissions(Map.of("other.org:8448", Permission.USER));

    assertThat(permissions.mayUse(new MatrixUserId("@a:other.org:8448"))).isTrue();
    assertThat(permissions.mayUse(new MatrixUserId("@a:other.org"))).isFalse();
  }

  private static Permissions permissions(Map<String, Permission> entries) {
    return new Permissions(UserFixture.config(entries), new FakeHomeserver());
  }
}
