package chat.monarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.RoomEvent;
import chat.monarch.testkit.SandboxProcess;
import chat.monarch.testkit.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One user's clients, which all write into a portal at once, each one text after the other.
final class Senders {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int COUNT = 4;

  private final Deployment deployment;
  private final MatrixUser user;
  private final RoomId portal;
  private final String contact;
  private final Duration pause;

  private Senders(
      Deployment deployment, MatrixUser user, RoomId portal, String contact, Duration pause) {
    this.deployment = deployment;
    this.user = user;
    this.portal = portal;
    this.contact = contact;
    this.pause = pause;
  }

  /// Who write as fast as the homeserver answers.
  static Senders of(Deployment deployment, MatrixUser user, RoomId portal, String contact) {
    return new Senders(deployment, user, portal, contact, Duration.ZERO);
  }

  /// The same with a pause after each text.
  Senders atPace(Duration pause) {
    return new Senders(deployment, user, portal, contact, pause);
  }

  @FunctionalInterface
  interface Incident {
    void happen() throws Exception;
  }

  /// They write until an incident is over, which begins when so many texts are sent. What got no
  /// answer is sent again.
  ///
  /// @param prefix of all texts
  void write(String prefix, int before, Incident incident) throws Exception {
    var underWay = new CountDownLatch(before);
    var over = new AtomicBoolean();
    var writing = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < COUNT; sender++) {
        var name = prefix + "sender " + sender + " text ";
        writing.add(threads.submit(() -> writeUntil(over, name, underWay)));
      }
      try {
        assertThat(underWay.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        incident.happen();
      } finally {
        over.set(true);
      }
    }
    for (var sender : writing) {
      sender.get();
    }
  }

  private Void writeUntil(AtomicBoolean over, String name, CountDownLatch underWay)
      throws InterruptedException {
    for (int i = 0; !over.get(); i++) {
      user.sendText(portal, name + i);
      underWay.countDown();
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
    return null;
  }

  /// Waits until the contact has so many more of these texts than are sent now.
  void awaitMoreArrived(String prefix, int more) {
    var wanted = mine(user.events(portal), prefix).size() + more;
    assertThat(deployment.await(SOON, () -> atContact(prefix).size() >= wanted)).isTrue();
  }

  /// Waits until the contact has all of these texts, and tells in which order he has them.
  Tally arrived(String prefix) {
    var taken = takenByHomeserver(prefix);
    deployment.await(SOON, () -> new HashSet<>(atContact(prefix)).containsAll(taken));
    var arrived = atContact(prefix);
    var tally = Tally.of(taken, arrived);
    if (!tally.isPerfect()) {
      System.out.printf("shown %s, arrived %s%n", taken, arrived);
    }
    return tally;
  }

  /// What the homeserver has, in the order in which it shows and pushes it. Texts that were sent at
  /// once may stand in another order in `/messages`, which goes by the depth of events.
  private List<String> takenByHomeserver(String prefix) {
    var taken = mine(user.messages(portal), prefix);
    assertThat(deployment.await(SOON, () -> mine(user.events(portal), prefix).containsAll(taken)))
        .isTrue();
    var shown = mine(user.events(portal), prefix);
    assertThat(shown).hasSameElementsAs(taken);
    return shown;
  }

  private List<String> mine(List<RoomEvent> events, String prefix) {
    return events.stream()
        .filter(event -> event.sender().equals(user.id()))
        .map(RoomEvent::body)
        .filter(body -> body.startsWith(prefix))
        .toList();
  }

  private List<String> atContact(String prefix) {
    return deployment.sandbox().messages(contact).stream()
        .filter(message -> !message.sent())
        .map(SandboxProcess.Message::body)
        .filter(body -> body.startsWith(prefix))
        .toList();
  }
}
