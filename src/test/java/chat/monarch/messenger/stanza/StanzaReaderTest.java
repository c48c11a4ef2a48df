package chat.monarch.messenger.stanza;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.testkit.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final RemoteUserId ALICE = new RemoteUserId("alice@messenger.live.com");
  private static final RemoteUserId BOB = new RemoteUserId("bob@messenger.live.com");

  private final StanzaReader reader = new StanzaReader("messenger.live.com", () -> NOW);

  private Optional<RemoteEvent> read(String xml) {
    return reader.read(Elements.parse(xml), ALICE);
  }

  private static String message(String attributes, String content) {
    return "<message xmlns='jabber:client' " + attributes + ">" + content + "</message>";
  }

  private IncomingChat chat(String content) {
    return ((RemoteEvent.Chat)
            read(message("type='chat' from='Bob@Messenger.Live.com/x'", content)).orElseThrow())
        .chat();
  }

  @Rule({"GEN-6", "GEN-7"})
  @Test
  void a_chat_is_of_the_bare_sender_and_of_now() {
    assertThat(chat("<body>Hi</body>")).isEqualTo(new IncomingChat(BOB, "Hi", NOW, false));
  }

  @Rule("MSG-5")
  @Test
  void the_services_delay_dates_it() {
    var delay =
        "<delay xmlns='urn:xmpp:delay' from='messenger.live.com' stamp='2012-05-28T10:30:55.5Z'/>";

    assertThat(chat("<body>Hi</body>" + delay))
        .isEqualTo(new IncomingChat(BOB, "Hi", Instant.parse("2012-05-28T10:30:55.5Z"), true));
  }

  @Rule("MSG-5")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "from='mallory@messenger.live.com' stamp='2012-05-28T10:30:55Z'",
        "from='example.org' stamp='2012-05-28T10:30:55Z'",
      })
  void a_delay_of_anybody_else_is_none(String attributes) {
    assertThat(chat("<body>Hi</body><delay xmlns='urn:xmpp:delay' " + attributes + "/>"))
        .isEqualTo(new IncomingChat(BOB, "Hi", NOW, false));
  }

  @Rule("MSG-5")
  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2012-05-28", "2999-01-01T00:00:00Z"})
  void a_bad_stamp_is_now(String stamp) {
    assertThat(chat("<body>Hi</body><delay xmlns='urn:xmpp:delay' stamp='" + stamp + "'/>"))
        .isEqualTo(new IncomingChat(BOB, "Hi", NOW, true));
  }

  @Rule("MSG-1")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "type='chat' from='alice@messenger.live.com/elsewhere'",
        "type='chat' from='ALICE@messenger.live.com'",
        "type='chat' from='bob@example.org'",
        "type='chat' from='messenger.live.com'",
        "type='chat' from='@@'",
        "type='chat'",
        "type='normal' from='bob@messenger.live.com'",
        "type='groupchat' from='bob@messenger.live.com'",
        "type='headline' from='bob@messenger.live.com'",
        "from='bob@messenger.live.com'",
      })
  void forged_and_foreign_messages_are_nothing(String attributes) {
    assertThat(read(message(attributes, "<body>Hi</body>"))).isEmpty();
  }

  @Rule("MSG-4")
  @Test
  void a_chat_state_says_whether_somebody_types_and_that_his_client_knows_them() {
    var from = "type='chat' from='bob@messenger.live.com'";

    assertThat(read(message(from, state("composing")))).contains(new RemoteEvent.Typing(BOB, true));
    for (var other : List.of("active", "paused", "inactive", "gone")) {
      assertThat(read(message(from, state(other)))).contains(new RemoteEvent.Typing(BOB, false));
    }
    assertThat(read(message(from, "<body>Hi</body>" + state("active"))))
        .contains(new RemoteEvent.Chat(new IncomingChat(BOB, "Hi", NOW, false), true));
    assertThat(read(message(from, "<body>Hi</body>")))
        .contains(new RemoteEvent.Chat(new IncomingChat(BOB, "Hi", NOW, false), false));
  }

  private static String state(String name) {
    return "<" + name + " xmlns='http://jabber.org/protocol/chatstates'/>";
  }

  @Rule("MSG-4")
  @Test
  void a_chat_state_that_came_back_is_of_no_concern() {
    var error = "<error type='cancel'/>";

    assertThat(read(message("type='error' id='state' from='bob@messenger.live.com'", error)))
        .isEmpty();
  }

  @Test
  void a_message_without_words_is_nothing() {
    var from = "type='chat' from='bob@messenger.live.com'";

    assertThat(read(message(from, "<body/>"))).isEmpty();
    assertThat(read(message(from, "<x xmlns='urn:forward'><body>Hi</body></x>"))).isEmpty();
  }

  @Rule("MSG-7")
  @Test
  void an_error_names_the_message_and_the_reason() {
    var error =
        "<body>Hi</body><error type='cancel'>"
            + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>no</text>"
            + "<item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";

    assertThat(read(message("type='error' id='c9' from='bob@messenger.live.com'", error)))
        .hasValue(new RemoteEvent.Refused(new Refusal(BOB, "c9", "item-not-found", false)));
  }

  @Rule("MSG-7")
  @Test
  void an_error_that_says_wait_may_pass() {
    var error =
        "<error type='wait'>"
            + "<resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";

    assertThat(read(message("type='error' from='bob@messenger.live.com'", error)))
        .hasValue(new RemoteEvent.Refused(new Refusal(BOB, "", "resource-constraint", true)));
  }

  private RemoteEvent.Present present(String attributes, String content) {
    return (RemoteEvent.Present) presence(attributes, content).orElseThrow();
  }

  private Optional<RemoteEvent> presence(String attributes, String content) {
    return read("<presence xmlns='jabber:client' " + attributes + ">" + content + "</presence>");
  }

  @Test
  void presence_tells_of_the_picture() {
    var photo = "<x xmlns='vcard-temp:x:update'><photo>abc</photo></x>";

    assertThat(present("from='bob@messenger.live.com/x'", photo).photoHash()).isEqualTo("abc");
    assertThat(present("from='bob@messenger.live.com/x'", "").photoHash()).isNull();
  }

  @Rule({"PRS-3", "PRS-4", "PRS-5"})
  @ParameterizedTest
  @CsvSource({
    "chat, ONLINE, 0",
    "'', ONLINE, 1",
    "asleep, ONLINE, 1",
    "dnd, BUSY, 2",
    "away, AWAY, 3",
    "xa, AWAY, 4"
  })
  void a_show_is_read_as_the_service_means_it(String show, Availability availability, int rank) {
    var told = present("from='Bob@messenger.live.com/X'", "<show>" + show + "</show><status/>");

    assertThat(told.contact()).isEqualTo(BOB);
    assertThat(told.resource()).isEqualTo("X");
    assertThat(told.presence()).isEqualTo(new Presence(availability, ""));
    assertThat(told.rank()).isEqualTo(rank);
  }

  @Rule("PRS-3")
  @Test
  void a_status_is_read_without_controls_and_marks_of_direction() {
    var told = present("from='bob@messenger.live.com/x'", "<status>In \u202ea\n meeting</status>");

    assertThat(told.presence().text()).isEqualTo("In a meeting");
  }

  @Rule("PRS-8")
  @ParameterizedTest
  @ValueSource(strings = {"error", "unsubscribe", "probe", "strange"})
  void only_presence_itself_changes_availability(String type) {
    assertThat(presence("type='" + type + "' from='bob@messenger.live.com'", "")).isEmpty();
  }

  @Rule("PRS-2")
  @Test
  void t27_ones_own_presence_is_nothing_in_any_case_of_letters() {
    assertThat(presence("from='ALICE@Messenger.Live.com/home'", "<show>dnd</show>")).isEmpty();
  }
}
