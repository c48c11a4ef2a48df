package chat.monarch.soak;

import chat.monarch.sandbox.wire.Ns;
import chat.monarch.testkit.SandboxProcess;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Has the Messenger service say what ends a stream, or refuse a message or its archive.
final class StreamFaults implements Striker {
  private static final List<String> CONDITIONS =
      List.of(
          "connection-timeout",
          "internal-server-error",
          "system-shutdown",
          "reset",
          "resource-constraint",
          "undefined-condition");
  private static final List<String> REFUSALS =
      List.of("wait/resource-constraint", "cancel/service-unavailable", "cancel/not-allowed");

  private static final List<String> ARCHIVE_REFUSALS =
      List.of("wait/internal-server-error", "cancel/service-unavailable", "cancel/not-allowed");

  private final SandboxProcess sandbox;
  private final Timeline timeline;

  StreamFaults(SandboxProcess sandbox, Timeline timeline) {
    this.sandbox = sandbox;
    this.timeline = timeline;
  }

  @Override
  public List<Kind> kinds() {
    return List.of(
        Kind.STREAM_ERROR,
        Kind.MALFORMED,
        Kind.REDIRECT,
        Kind.MESSAGE_REFUSED,
        Kind.ARCHIVE_MUTE,
        Kind.ARCHIVE_REFUSED);
  }

  @Override
  public void strike(Kind kind, RandomGenerator random) throws InterruptedException {
    var account = new Online(sandbox).await(random);
    if (account.isPresent()) {
      strike(kind, account.get(), random);
    } else {
      timeline.note("nobody was signed in for “" + kind.words() + "”");
    }
  }

  private void strike(Kind kind, String account, RandomGenerator random) {
    switch (kind) {
      case STREAM_ERROR -> {
        var condition = draw(CONDITIONS, random);
        timeline.struck(kind, condition + " for " + account);
        sandbox.control(Map.of("end", Map.of("account", account, "condition", condition)));
      }
      case MALFORMED -> {
        timeline.struck(kind, account);
        sandbox.control(Map.of("raw", Map.of("account", account, "text", "<a></b>")));
      }
      case REDIRECT -> {
        timeline.struck(kind, account);
        sandbox.control(Map.of("redirect", Map.of("account", account)));
      }
      case MESSAGE_REFUSED -> {
        var error = draw(REFUSALS, random);
        timeline.struck(kind, error);
        sandbox.control(Map.of("fault", Map.of("next", "message", "error", error)));
      }
      case ARCHIVE_MUTE -> archive(kind, account, "silence", random);
      case ARCHIVE_REFUSED -> archive(kind, account, draw(ARCHIVE_REFUSALS, random), random);
      default -> throw new IllegalArgumentException(kind.words());
    }
  }

  /// A new stream asks the archive.
  private void archive(Kind kind, String account, String error, RandomGenerator random) {
    var times = random.nextInt(1, 4);
    timeline.struck(kind, times + " × " + error);
    sandbox.control(Map.of("fault", Map.of("next", Ns.ARCHIVE, "error", error, "times", times)));
    sandbox.drop(account);
  }

  private static String draw(List<String> all, RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }
}
