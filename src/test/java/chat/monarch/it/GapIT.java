package chat.monarch.it;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.sandbox.SandboxOptions;
import chat.monarch.testkit.Rule;
import chat.monarch.testkit.homeserver.StubEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The line that a room gets where messages of the contact may be missing: a stream broke with them
/// in it, and the archive does not show them (design section 1).
final class GapIT {
  private static final String ARCHIVE = "urn:xmpp:archive";

  /// This pair has a history, of long ago.
  private static final int LONG_AGO = 3;

  /// The users of these keep a history, the others do not.
  private static final List<Integer> WITH_HISTORY = List.of(1, 2, LONG_AGO, 5);

  private static final Clock CLOCK = Clock.systemUTC();

  private static Scene scene;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    var people = Cast.pairs(7, LONG_AGO, WITH_HISTORY::contains);
    scene = Scene.start(folder, SandboxOptions.defaults().withPersonas(people), Map.of());
  }

  @AfterAll
  static void stop() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void what_a_stream_lost_without_history_is_covered_by_one_line_before_the_next_message() {
    var room = portal(0);
    var began = CLOCK.instant();
    lose(0, "lost 1", "lost 2");
    var ended = CLOCK.instant();

    say(0, "next");

    assertThat(texts(room, 0)).containsExactly("start", "next");
    assertThat(gaps(room)).hasSize(1);
    var gap = gaps(room).getFirst();
    assertThat(gap.sender()).isEqualTo(Scene.BOT);
    assertThat(gap.body()).contains("may be missing").doesNotContain("lost");
    assertThat(time(gap, "from")).isBeforeOrEqualTo(began);
    assertThat(time(gap, "to")).isAfterOrEqualTo(ended);
    assertThat(scene.homeserver().events(room))
        .extracting(StubEvent::body)
        .containsSubsequence("start", gap.body(), "next");
  }

  @Test
  void what_the_service_sent_behind_its_own_end_of_the_stream_is_covered_by_a_line() {
    var room = portal(6);
    var connections = scene.sandbox().connections().getLast().number();
    scene.sandbox().freeze();
    scene.sandbox().endStreams(Cast.user(6), "reset", null);
    scene.sandbox().send(Cast.contact(6), Cast.user(6), "lost");
    var written = CLOCK.instant();
    scene.sandbox().thaw();
    scene.sandbox().awaitConnection(connection -> connection.number() > connections);

    say(6, "next");

    assertThat(texts(room, 6)).containsExactly("start", "next");
    assertThat(gaps(room)).hasSize(1);
    assertThat(time(gaps(room).getFirst(), "from")).isBeforeOrEqualTo(written);
    assertThat(time(gaps(room).getFirst(), "to")).isAfterOrEqualTo(written);
  }

  @Test
  void a_line_is_told_once_also_when_the_bridge_is_started_again() {
    var room = portal(4);
    lose(4, "lost");
    scene.await(room, GapIT::isGap);
    say(4, "next");

    scene.bridge().stop();
    scene.startBridgeAgain();
    say(4, "after the restart");

    assertThat(gaps(room)).hasSize(1);
    assertThat(texts(room, 4)).containsExactly("start", "next", "after the restart");
  }

  @Test
  void where_the_history_reaches_back_it_is_shown_and_no_line_told() {
    var room = portal(1);
    lose(1, "lost 1", "lost 2");

    say(1, "next");

    assertThat(texts(room, 1)).containsExactly("start", "lost 1", "lost 2", "next");
    assertThat(gaps(room)).isEmpty();
  }

  @Test
  void where_the_archive_refuses_the_room_goes_on_at_once_with_a_line() {
    var room = portal(2);
    scene.sandbox().failNext(ARCHIVE, "cancel/service-unavailable", 2);
    lose(2, "lost");

    say(2, "next");

    assertThat(texts(room, 2)).containsExactly("start", "next");
    assertThat(gaps(room)).hasSize(1);
  }

  @Rule("ARC-13")
  @Test
  void what_the_archive_shows_after_something_newer_is_seen_and_notified_to_nobody() {
    var room = portal(5);
    scene.sandbox().failNext(ARCHIVE, "cancel/service-unavailable", 2);
    lose(5, "lost");
    var next = say(5, "next");

    scene.sandbox().drop(Cast.user(5));
    var late = scene.awaitMessage(Scene.ghost(Cast.contact(5)), "lost");

    assertThat(next).isEqualTo(room);
    assertThat(late.room()).isEqualTo(room);
    assertThat(late.content().path("msgtype").asText()).isEqualTo("m.notice");
  }

  /// Its last message is of years ago.
  @Test
  void a_conversation_that_rests_is_told_with_its_next_message_only() {
    scene.link("@resting:stub.test", Cast.user(LONG_AGO));
    var resting = scene.awaitMessage(Scene.ghost(Cast.contact(LONG_AGO)), "Once 9").room();
    scene.sandbox().send(Cast.contact(0), Cast.user(LONG_AGO), "hello");
    var used =
        scene
            .homeserver()
            .await(event -> event.body().equals("hello") && isOf(event, 0), Scene.PATIENCE)
            .room();
    // One look at each of the two conversations, which the archive refuses.
    scene.sandbox().failNext(ARCHIVE, "cancel/not-allowed", 2);
    var mark = scene.sandbox().mark();
    lose(LONG_AGO, "lost");
    awaitAsked(awaitAsked(mark));
    scene.await(used, GapIT::isGap);
    scene.sandbox().send(Cast.contact(0), Cast.user(LONG_AGO), "hello again");
    scene.await(used, event -> event.body().equals("hello again"));
    assertThat(gaps(resting)).isEmpty();

    say(LONG_AGO, "after years");

    assertThat(gaps(resting)).hasSize(1);
    assertThat(scene.homeserver().events(resting))
        .extracting(StubEvent::body)
        .endsWith(gaps(resting).getFirst().body(), "after years");
  }

  private static String portal(int pair) {
    scene.link("@user" + pair + ":stub.test", Cast.user(pair));
    return say(pair, "start");
  }

  /// The contact writes, and it arrives.
  ///
  /// @return the room
  private static String say(int pair, String text) {
    scene.sandbox().send(Cast.contact(pair), Cast.user(pair), text);
    return scene.awaitMessage(Scene.ghost(Cast.contact(pair)), text).room();
  }

  /// The contact writes into a stream that breaks before the bridge has read it. Returns when there
  /// is another.
  private static void lose(int pair, String... texts) {
    var connections = scene.sandbox().connections().getLast().number();
    scene.sandbox().freeze();
    for (var text : texts) {
      scene.sandbox().send(Cast.contact(pair), Cast.user(pair), text);
    }
    scene.sandbox().drop(Cast.user(pair));
    scene.sandbox().thaw();
    scene.sandbox().awaitConnection(connection -> connection.number() > connections);
  }

  /// Waits until the archive was asked behind that mark.
  ///
  /// @return the place behind it
  private static long awaitAsked(long mark) {
    return scene
        .sandbox()
        .await(
            Cast.user(LONG_AGO),
            mark,
            record -> record.isSent() && record.stanza().toXml().contains(ARCHIVE),
            Scene.PATIENCE)
        .sequence();
  }

  private static List<String> texts(String room, int pair) {
    return scene.homeserver().events(room).stream()
        .filter(event -> isOf(event, pair) && !event.body().isEmpty())
        .map(StubEvent::body)
        .toList();
  }

  private static boolean isOf(StubEvent event, int pair) {
    return event.sender().equals(Scene.ghost(Cast.contact(pair)));
  }

  private static List<StubEvent> gaps(String room) {
    return scene.homeserver().events(room).stream().filter(GapIT::isGap).toList();
  }

  private static boolean isGap(StubEvent event) {
    return event.content().path("chat.monarch").has("gap");
  }

  private static Instant time(StubEvent gap, String end) {
    return Instant.ofEpochMilli(gap.content().path("chat.monarch").path("gap").path(end).asLong());
  }
}
