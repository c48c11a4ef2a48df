package chat.monarch.messenger.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.people.BuiltIn;
import chat.monarch.testkit.Rule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An operator may leave the service's certificate unchecked, and is reminded of it.
class UncheckedCertificateTest {
  private final Bench bench = new Bench(Map.of("tls.verify", "false"));

  @AfterEach
  void close() {
    bench.close();
  }

  @Rule("CON-7")
  @Test
  void an_unchecked_certificate_is_accepted_and_logged_where_the_operator_says_so() {
    bench.sandbox().set("front.certificate", "untrusted");
    var lines = new CopyOnWriteArrayList<String>();
    var log = Logger.getLogger("chat.monarch.messenger.transport");
    var handler = new Lines(lines);
    log.addHandler(handler);

    bench.signIn(BuiltIn.ALICE).reconnect();
    bench.heard().await(Heard.Word.Online.class, 2, _ -> true);

    log.removeHandler(handler);
    assertThat(lines).filteredOn(line -> line.contains("is not checked")).hasSize(2);
  }

  private static final class Lines extends Handler {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
