package chat.monarch.e2e;

import static chat.monarch.e2e.Acquaintance.ALICE;
import static chat.monarch.e2e.Acquaintance.BOB;
import static chat.monarch.e2e.Acquaintance.CAROL;
import static chat.monarch.e2e.Acquaintance.DAVE;
import static chat.monarch.e2e.Acquaintance.ERIN;
import static chat.monarch.e2e.Acquaintance.FRANK;
import static chat.monarch.e2e.Acquaintance.GRACE;
import static chat.monarch.e2e.Acquaintance.HEIDI;
import static chat.monarch.e2e.Acquaintance.IVAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chat.monarch.domain.ContentUri;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Deployment;
import chat.monarch.testkit.Linking;
import chat.monarch.testkit.MatrixUser;
import chat.monarch.testkit.RoomEvent;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.Surroundings;
import chat.monarch.testkit.Surroundings.Shown;
import chat.monarch.testkit.Surroundings.Typing;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Messenger says of contacts, as a Matrix client's `/sync` shows it through the real Synapse.
class ContactsE2E {
  private static final Duration SOON = Duration.ofSeconds(60);

  /// Within this time Synapse forgets a presence that is told every 45 seconds: not at once, as it
  /// looks at some only when other timers fire.
  private static final Duration LONG = Duration.ofMinutes(2);

  /// Long before the next refresh of a presence.
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  @TempDir private static Path folder;
  private static Deployment deployment;
  private static MatrixUser alice;
  private static Surroundings around;
  private static RoomId management;

  @BeforeAll
  static void link() {
    deployment = new Deployment(folder, Deployment.OAuthClient.BUILT_IN);
    deployment.startSandbox("--personas", Acquaintance.write(folder).toString());
    deployment.startSynapse();
    deployment.startBridge();
    alice = deployment.createUser("alice", "secret-of-alice");
    around = alice.lookAround();
    management =
        new Linking(deployment, alice, _ -> {})
            .link(ALICE.cid(), List.of(ALICE.cid(), ALICE.fullName()));
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Rule({"PRS-2", "PRS-4"})
  @Test
  void a_contact_is_seen_going_online_busy_away_and_offline() {
    portalOf(BOB);

    presence(BOB, "NLN", "");
    awaitShown(BOB, "online", "");
    presence(BOB, "BSY", "In a meeting");
    awaitShown(BOB, "unavailable", "Busy: In a meeting");
    presence(BOB, "AWY", "Back at five");
    awaitShown(BOB, "unavailable", "Back at five");
    presence(BOB, "FLN", "");
    awaitShown(BOB, "offline", "");
  }

  /// Synapse has whoever writes be online.
  @Test
  void a_contact_who_is_away_and_writes_seems_neither_online_nor_after_a_while_offline() {
    portalOf(IVAN);
    presence(IVAN, "AWY", "Back at six");
    awaitShown(IVAN, "unavailable", "Back at six");
    var shown = around.shown().size();
    deployment.sandbox().send(IVAN.cid(), ALICE.cid(), "I am away");
    assertThat(deployment.await(AT_ONCE, () -> isAwayAgain(IVAN, shown))).isTrue();
    var before = timesOffline(IVAN);

    assertThat(deployment.await(LONG, () -> timesOffline(IVAN) > before)).isFalse();
  }

  private static boolean isAwayAgain(Acquaintance who, int before) {
    return around.shown().stream()
        .skip(before)
        .filter(shown -> shown.user().equals(ghost(who)))
        .reduce((_, last) -> last)
        .filter(last -> last.state().equals("unavailable"))
        .isPresent();
  }

  private static long timesOffline(Acquaintance who) {
    return around.shown().stream()
        .filter(shown -> shown.user().equals(ghost(who)) && shown.state().equals("offline"))
        .count();
  }

  @Rule("MSG-4")
  @Test
  void both_see_each_other_typing() {
    var room = portalOf(CAROL);

    var begins = around.expectTyping(new Typing(room, Set.of(ghost(CAROL))));
    state(CAROL, "composing");
    begins.within(SOON);
    var ends = around.expectTyping(new Typing(room, Set.of()));
    state(CAROL, "paused");
    ends.within(SOON);

    alice.type(room, true);
    awaitInLog(CAROL, "<composing ");
    alice.type(room, false);
    awaitInLog(CAROL, "<paused ");
  }

  @Rule({"INV-1", "INV-2", "INV-3"})
  @Test
  void who_is_accepted_becomes_a_contact_and_can_write() {
    invite(FRANK, "Frankie", "We met at the fair");
    var prompt = awaitPrompt(FRANK);
    assertThat(prompt.kind()).isEqualTo("m.text");
    assertThat(prompt.body())
        .contains("“Frankie”", "“We met at the fair”", FRANK.jid(deployment.sandbox()));

    assertThat(ask("accept " + FRANK.jid(deployment.sandbox()))).contains("I have accepted");

    awaitInLog(FRANK, "\"subscribed\"");
    var room = portalOf(FRANK);
    awaitShown(FRANK, "online", "");
    assertThat(ask("contacts " + FRANK.cid())).contains(FRANK.cid());
    alice.sendText(room, "Nice to meet you");
    awaitInLog(FRANK, ">Nice to meet you<");
  }

  @Rule("INV-4")
  @Test
  void who_is_declined_is_no_contact_and_not_asked_about_again() {
    invite(GRACE, "Gracie", "");
    awaitPrompt(GRACE);

    assertThat(ask("decline " + GRACE.jid(deployment.sandbox()))).contains("I have declined");

    awaitInLog(ALICE, "\"unsubscribed\"");
    assertThat(ask("contacts")).contains(BOB.cid()).doesNotContain(GRACE.cid());
    assertThat(ask("invitations")).doesNotContain(GRACE.cid());
  }

  @Rule("ADD-2")
  @Test
  void who_is_added_by_email_is_invited_and_a_contact_when_he_accepts() {
    assertThat(ask("add HEIDI@example.com The Other One"))
        .contains("I have invited", HEIDI.jid(deployment.sandbox()));
    awaitInLog(ALICE, "\"subscribe\"");
    assertThat(ask("invitations")).contains(HEIDI.cid(), "not answered yet");

    deployment.sandbox().accept(HEIDI.cid(), ALICE.cid());

    awaitNotice(HEIDI, "has accepted your invitation");
    assertThat(ask("contacts " + HEIDI.cid())).contains(HEIDI.cid());
  }

  @Rule("VC-6")
  @Test
  void a_picture_that_a_contact_changes_is_seen_on_his_ghost() throws Exception {
    deployment.sandbox().set("presence.photo_hash", "on");
    presence(ERIN, "NLN", "");
    var room = portalOf(ERIN);

    for (var picture : List.of(picture(Color.RED), picture(Color.BLUE))) {
      var changed = alice.expect("a picture of Erin", event -> isPictureOf(ERIN, room, event));
      deployment.sandbox().card(ERIN.cid(), ERIN.fullName(), picture);
      var avatar = changed.within(SOON).content().path("avatar_url").asText();
      assertThat(alice.download(new ContentUri(avatar))).isEqualTo(picture);
    }
  }

  private static boolean isPictureOf(Acquaintance who, RoomId room, RoomEvent event) {
    return event.room().equals(room)
        && event.isMembership(ghost(who), "join")
        && event.content().hasNonNull("avatar_url");
  }

  private static byte[] picture(Color colour) throws IOException {
    var picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(4, 4, colour.getRGB());
    var png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return png.toByteArray();
  }

  @Rule("ARC-13")
  @Test
  void what_the_archive_alone_has_of_an_hour_without_the_bridge_is_shown_with_its_date() {
    var room = awaitPortal(DAVE);
    alice.join(room);
    var text = "Where are you?";
    assertThat(deployment.bridge().stop()).isZero();

    // Alice is signed in elsewhere and gets it there: it does not wait for the bridge.
    presence(ALICE, "NLN", "");
    deployment.sandbox().advance(Duration.ofHours(-1));
    var written = Instant.now().minus(1, ChronoUnit.HOURS);
    deployment.sandbox().send(DAVE.cid(), ALICE.cid(), text);
    deployment.sandbox().advance(Duration.ofHours(1));
    presence(ALICE, "FLN", "");
    deployment.startBridgeAgain();

    var seen = alice.awaitEvent(text, event -> event.body().equals(text), SOON);
    assertThat(seen.room()).isEqualTo(room);
    assertThat(seen.sender()).isEqualTo(ghost(DAVE));
    assertThat(seen.at()).isCloseTo(written, within(10, ChronoUnit.SECONDS));
    assertThat(alice.texts(room, ghost(DAVE))).containsExactly("Long ago", text);
    assertThat(alice.events(room))
        .filteredOn(event -> event.body().equals("Long ago"))
        .singleElement()
        .satisfies(event -> assertThat(event.at()).isEqualTo(Acquaintance.PAST));
  }

  // What contacts do

  private static void presence(Acquaintance who, String state, String text) {
    deployment.sandbox().presence(who.cid(), state, text);
  }

  private static void state(Acquaintance who, String state) {
    deployment.sandbox().state(who.cid(), ALICE.cid(), state);
  }

  private static void invite(Acquaintance who, String nick, String text) {
    deployment.sandbox().invite(who.cid(), ALICE.cid(), nick, text);
  }

  private static void awaitInLog(Acquaintance who, String xml) {
    var found =
        deployment.await(
            SOON,
            () -> deployment.sandbox().stanzas(who.cid()).stream().anyMatch(s -> s.contains(xml)));
    assertThat(found).as("%s in the log of %s", xml, who).isTrue();
  }

  // What Alice does and sees

  private static MatrixUserId ghost(Acquaintance who) {
    return deployment.ghost(who.cid());
  }

  /// Has somebody write, and Alice join the room that opens.
  private static RoomId portalOf(Acquaintance who) {
    deployment.sandbox().send(who.cid(), ALICE.cid(), "Hello from " + who);
    var room = awaitPortal(who);
    alice.join(room);
    alice.awaitEvent("his hello", event -> event.body().equals("Hello from " + who), SOON);
    return room;
  }

  private static RoomId awaitPortal(Acquaintance who) {
    return alice
        .awaitInvite("the room of " + who, invite -> invite.name().equals(who.fullName()), SOON)
        .room();
  }

  private static void awaitShown(Acquaintance who, String state, String text) {
    around.awaitShown(new Shown(ghost(who), state, text), SOON);
  }

  private static RoomEvent awaitPrompt(Acquaintance who) {
    return awaitNotice(who, "wants to be a contact");
  }

  /// What the bot says of somebody.
  private static RoomEvent awaitNotice(Acquaintance who, String words) {
    return alice.awaitEvent(
        words + " of " + who,
        event ->
            event.room().equals(management)
                && event.sender().equals(deployment.bot())
                && event.body().contains(who.cid())
                && event.body().contains(words),
        SOON);
  }

  /// Types a command; what the bot answers.
  private static String ask(String command) {
    var asked = alice.sendText(management, command);
    return alice.awaitEvent("the answer to " + command, event -> event.answers(asked), SOON).body();
  }
}
