package chat.monarch.soak;

import chat.monarch.testkit.Synapse;
import java.util.List;
import java.util.random.RandomGenerator;

/// Ends Synapse and starts it again.
final class SynapseFaults implements Striker {
  private final Synapse synapse;
  private final Timeline timeline;

  SynapseFaults(Synapse synapse, Timeline timeline) {
    this.synapse = synapse;
    this.timeline = timeline;
  }

  @Override
  public List<Kind> kinds() {
    return List.of(Kind.SYNAPSE_KILL, Kind.SYNAPSE_TERM);
  }

  @Override
  public void strike(Kind kind, RandomGenerator random) throws InterruptedException {
    timeline.struck(kind, "");
    if (kind == Kind.SYNAPSE_TERM) {
      synapse.stop();
    } else {
      synapse.kill();
    }
    Thread.sleep(random.nextInt(1_000));
    synapse.startAgain();
    timeline.note("Synapse is back");
  }
}
