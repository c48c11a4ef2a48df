package chat.monarch.soak;

import chat.monarch.testkit.fault.HttpProxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The transactions that Synapse pushed, of which an old one comes again, as Synapse does it after
/// a crash, hours later.
final class Transactions implements Striker {
  private static final String PATH = "/_matrix/app/v1/transactions/";
  private static final int KEPT = 500;

  private final List<HttpProxy.Passed> kept = new ArrayList<>();
  private final HttpProxy proxy;
  private final Timeline timeline;

  Transactions(HttpProxy proxy, Timeline timeline) {
    this.proxy = proxy;
    this.timeline = timeline;
    proxy.onPassing(this::keep);
  }

  static boolean isOne(String path) {
    return path.startsWith(PATH);
  }

  private synchronized void keep(HttpProxy.Passed passed) {
    if (isOne(passed.path().getPath())) {
      kept.add(passed);
      if (kept.size() > KEPT) {
        kept.removeFirst();
      }
    }
  }

  private synchronized HttpProxy.Passed draw(RandomGenerator random) {
    return kept.get(random.nextInt(kept.size()));
  }

  @Override
  public List<Kind> kinds() {
    return List.of(Kind.FROM_SYNAPSE_LATE);
  }

  /// Counts when the bridge took it; while it is away, it does not.
  @Override
  public void strike(Kind kind, RandomGenerator random) throws IOException, InterruptedException {
    var old = draw(random);
    for (var attempt = 1; ; attempt++) {
      try {
        var status = proxy.send(old).statusCode();
        timeline.struck(kind, old.path().getPath().substring(PATH.length()) + ", " + status);
        return;
      } catch (IOException e) {
        if (attempt == 20) {
          throw e;
        }
        Thread.sleep(500);
      }
    }
  }
}
