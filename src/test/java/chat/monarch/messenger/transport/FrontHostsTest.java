package chat.monarch.messenger.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.messenger.TestConfigs;
import chat.monarch.testkit.Rule;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrontHostsTest {
  private static final Target CONFIGURED = new Target("xmpp.messenger.live.com", 5222, true);

  private static List<Target> targets(Map<String, String> config, Network.Srv... records)
      throws StreamFailure {
    var network =
        new Network() {
          @Override
          public List<InetSocketAddress> addresses(String host, int port) {
            throw new AssertionError("only SRV is asked for");
          }

          @Override
          public List<Srv> services(String domain) {
            assertThat(domain).isEqualTo("messenger.live.com");
            return List.of(records);
          }
        };
    return new FrontHosts(TestConfigs.messenger(config), network, new Random(7)).targets();
  }

  @Rule("CON-1")
  @Test
  void the_configured_host_comes_first() throws StreamFailure {
    assertThat(targets(Map.of(), new Network.Srv(0, 0, "other.example", 1)))
        .containsExactly(CONFIGURED);
  }

  @Rule({"CON-1", "CON-7"})
  @Test
  void without_a_host_the_domains_record_counts_and_is_not_trusted_by_name() throws StreamFailure {
    assertThat(targets(Map.of("host", ""), new Network.Srv(5, 0, "a.example.", 5223)))
        .containsExactly(new Target("a.example", 5223, false));
  }

  @Rule("CON-1")
  @Test
  void without_both_it_is_the_usual_front() throws StreamFailure {
    assertThat(targets(Map.of("host", ""))).containsExactly(CONFIGURED);
  }

  @Test
  void srv_may_come_first_and_the_host_be_the_fallback() throws StreamFailure {
    var config = Map.of("use-srv", "true", "port", "5299");

    assertThat(targets(config, new Network.Srv(0, 0, "a.example", 5222)))
        .containsExactly(new Target("a.example", 5222, false));
    assertThat(targets(config)).containsExactly(new Target("xmpp.messenger.live.com", 5299, true));
  }

  @Test
  void records_are_tried_by_priority_and_drawn_by_weight() throws StreamFailure {
    var records =
        new Network.Srv[] {
          new Network.Srv(20, 0, "last.example", 1),
          new Network.Srv(10, 1, "light.example", 2),
          new Network.Srv(10, 1_000_000, "heavy.example", 3),
        };

    assertThat(targets(Map.of("use-srv", "true"), records))
        .extracting(Target::host)
        .containsExactly("heavy.example", "light.example", "last.example");
  }

  @Rule("CON-1")
  @Test
  void a_dot_means_that_there_is_no_such_service() {
    assertThatThrownBy(() -> targets(Map.of("use-srv", "true"), new Network.Srv(0, 0, ".", 0)))
        .isInstanceOf(StreamFailure.class)
        .hasMessageContaining("offers no Messenger service");
  }
}
