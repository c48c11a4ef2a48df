package chat.monarch.demo;

import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.RoomEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Looks at the portal that opens by itself for the contact whose archive is not empty.
final class ArchiveLook {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ELSEWHERE = "You (elsewhere): ";

  private final Deployment deployment;
  private final MatrixUser alice;
  private final Cast cast;
  private final Show show;

  ArchiveLook(Deployment deployment, MatrixUser alice, Cast cast, Show show) {
    this.deployment = deployment;
    this.alice = alice;
    this.cast = cast;
    this.show = show;
  }

  /// The portal's room, after Alice has joined it and seen the archive there.
  ///
  /// @param management the room with the bot
  RoomId see(RoomId management) {
    var invite =
        alice.awaitInvite(
            "an invitation to the conversation with " + Cast.BOB_NAME,
            i -> !i.room().equals(management),
            SOON);
    show.tell("invited to “" + invite.name() + "”" + (invite.direct() ? ", a direct chat" : ""));
    alice.join(invite);
    alice.awaitEvent(
        "alice's own join",
        event -> event.room().equals(invite.room()) && event.isMembership(alice.id(), "join"),
        SOON);
    compare(beforeInvite(alice.events(invite.room())));
    comparePicture(invite.room());
    return invite.room();
  }

  private List<RoomEvent> beforeInvite(List<RoomEvent> events) {
    return events.stream()
        .takeWhile(event -> !event.isMembership(alice.id(), "invite"))
        .filter(RoomEvent::isMessage)
        .toList();
  }

  private void compare(List<RoomEvent> seen) {
    seen.forEach(event -> show.tell(event.at() + "  " + event.body()));
    if (seen.size() != cast.archive().size()) {
      throw new AssertionError(
          "%d messages stand before alice's invitation, the archive has %d"
              .formatted(seen.size(), cast.archive().size()));
    }
    for (var i = 0; i < seen.size(); i++) {
      compare(cast.archive().get(i), seen.get(i));
    }
    show.tell("all " + seen.size() + " before the invitation, in order, with their dates");
  }

  private void comparePicture(RoomId room) {
    var bob = alice.members(room).get(deployment.ghost(cast.bob()));
    if (bob == null || bob.avatar() == null) {
      throw new AssertionError("The ghost of " + Cast.BOB_NAME + " has no picture");
    }
    if (!Arrays.equals(alice.download(bob.avatar()), Cast.BOB_PICTURE)) {
      throw new AssertionError(bob.avatar().value() + " is not the picture of " + Cast.BOB_NAME);
    }
    show.tell("with the picture of his card");
  }

  private void compare(Cast.Past past, RoomEvent seen) {
    var own = past.fromAlice();
    var texts = own ? List.of(past.text(), ELSEWHERE + past.text()) : List.of(past.text());
    if (!texts.contains(seen.body())) {
      throw new AssertionError("Expected “" + past.text() + "”, seen “" + seen.body() + "”");
    }
    if (own == seen.sender().equals(deployment.ghost(cast.bob()))) {
      throw new AssertionError("“" + seen.body() + "” is from " + seen.sender().value());
    }
    if (Duration.between(past.at(), seen.at()).abs().toMillis() >= 1_000) {
      throw new AssertionError(
          "“" + past.text() + "” is of " + past.at() + ", seen with " + seen.at());
    }
  }
}
