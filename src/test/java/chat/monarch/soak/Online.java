package chat.monarch.soak;

import chat.monarch.testkit.SandboxProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Finds accounts that are signed in.
record Online(SandboxProcess sandbox) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final int LOOKS = 60;

  /// Waits for an account with a session; empty where there is none for a while.
  Optional<String> await(RandomGenerator random) throws InterruptedException {
    var first = random.nextInt(People.USERS);
    for (var look = 0; look < LOOKS; look++) {
      for (var i = 0; i < People.USERS; i++) {
        var account = People.account((first + i) % People.USERS);
        if (isOnline(account)) {
          return Optional.of(account);
        }
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    return Optional.empty();
  }

  private boolean isOnline(String account) {
    var answer = sandbox.control(Map.of("sessions", Map.of("account", account)));
    return !answer.path("sessions").isEmpty();
  }
}
