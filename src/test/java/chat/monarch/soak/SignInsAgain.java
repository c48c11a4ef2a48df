package chat.monarch.soak;

import chat.monarch.domain.id.EventId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Linking;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.RoomEvent;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What users do whom the bot tells that they are signed out: they open the link that it gives, and
/// where that does not work any more, ask for another.
final class SignInsAgain implements Runnable {
  private static final long PAUSE = 2_000;

  private final Deployment deployment;
  private final List<MatrixUser> users;
  private final Timeline timeline;
  private final Set<EventId> seen = new HashSet<>();

  /// @param users all have linked their accounts
  SignInsAgain(Deployment deployment, List<MatrixUser> users, Timeline timeline) {
    this.deployment = deployment;
    this.users = users;
    this.timeline = timeline;
    users.forEach(user -> user.events().forEach(event -> seen.add(event.id())));
  }

  @Override
  public void run() {
    try {
      while (true) {
        for (var user = 0; user < users.size(); user++) {
          lookAfter(users.get(user), People.account(user));
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAfter(MatrixUser user, String account) {
    var linking = new Linking(deployment, user, _ -> {});
    for (var event : user.events()) {
      if (seen.add(event.id())) {
        linking.ticket(event).ifPresent(ticket -> signIn(linking, user, event, ticket, account));
      }
    }
  }

  private void signIn(
      Linking linking, MatrixUser user, RoomEvent event, URI ticket, String account) {
    try {
      linking.consent(ticket, account);
      timeline.note("signed in again: " + account);
    } catch (RuntimeException | AssertionError _) {
      user.sendText(event.room(), "relogin");
    }
  }
}
