package chat.monarch.matrix.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.content.Content;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final EventId ID = new EventId("$1");
  private static final RoomId ROOM = new RoomId("!r:example.org");
  private static final MatrixUserId ALICE = new MatrixUserId("@alice:example.org");
  private static final MatrixUserId BOT = new MatrixUserId("@messengerbot:example.org");

  @Test
  void a_text_is_read() {
    assertThat(golden("text"))
        .isEqualTo(message(new Content.Text("hello \u0000 there"), null, false));
  }

  @Test
  void an_emote_is_read() {
    assertThat(golden("emote")).isEqualTo(message(new Content.Emote("waves"), null, false));
  }

  @Test
  void a_notice_is_read() {
    assertThat(golden("notice")).isEqualTo(message(new Content.Notice("beep"), null, false));
  }

  @Test
  void an_edit_is_its_new_text() {
    assertThat(golden("edit")).isEqualTo(message(new Content.Text("hello world"), null, true));
  }

  @Test
  void a_reply_is_read_without_its_fallback() {
    assertThat(golden("reply"))
        .isEqualTo(message(new Content.Text("indeed\n\n> so it is"), "the first line", false));
  }

  @Test
  void a_reply_without_a_fallback_quotes_nothing() {
    assertThat(golden("reply-bare")).isEqualTo(message(new Content.Text("indeed"), null, false));
  }

  @Test
  void a_quotation_that_is_no_reply_stays() {
    var event = read("{'type':'m.room.message','content':{'msgtype':'m.text','body':'> a\\nb'}}");
    assertThat(event)
        .isInstanceOfSatisfying(
            MatrixEvent.Message.class, it -> assertThat(it.content().body()).isEqualTo("> a\nb"));
  }

  @ParameterizedTest
  @CsvSource({
    "m.image, Pictures",
    "m.video, Videos",
    "m.audio, Recordings",
    "m.file, Files",
    "m.location, Locations",
    "org.example.new, Messages of an unknown kind",
    "'', Messages of an unknown kind",
  })
  void what_is_no_text_is_named(String kind, String what) {
    var event = read("{'type':'m.room.message','content':{'msgtype':'" + kind + "','body':'x'}}");
    assertThat(event).isEqualTo(new MatrixEvent.Unbridgeable(ID, ROOM, ALICE, what));
  }

  @ParameterizedTest
  @CsvSource({
    "m.sticker, Stickers",
    "org.matrix.msc3381.poll.start, Polls",
    "m.call.invite, Calls",
  })
  void what_is_no_message_is_named(String type, String what) {
    var event = read("{'type':'" + type + "','content':{'x':1}}");
    assertThat(event).isEqualTo(new MatrixEvent.Unbridgeable(ID, ROOM, ALICE, what));
  }

  @Test
  void a_reaction_says_to_what() {
    var reaction =
        "{'type':'m.reaction','content':{'m.relates_to':{'rel_type':'m.annotation',"
            + "'event_id':'$said','key':'x'}}}";
    assertThat(read(reaction)).isEqualTo(reaction(new EventId("$said")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'x':1}", "{'m.relates_to':1}", "{'m.relates_to':{'event_id':1}}"})
  void a_reaction_to_nothing_is_one_all_the_same(String content) {
    assertThat(read("{'type':'m.reaction','content':" + content + "}")).isEqualTo(reaction(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'content':{'redacts':'$said'}",
        "'redacts':'$said','content':{}",
        "'redacts':'$said','content':{'reason':'x','redacts':1}",
        "'redacts':'$other','content':{'redacts':'$said'}",
      })
  void a_deletion_says_of_what(String fields) {
    assertThat(read("{'type':'m.room.redaction'," + fields + "}"))
        .isEqualTo(redaction(new EventId("$said")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'content':{}", "'redacts':1", "'redacts':'','content':{'redacts':''}"})
  void a_deletion_of_nothing_is_one_all_the_same(String fields) {
    assertThat(read("{'type':'m.room.redaction'," + fields + "}")).isEqualTo(redaction(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'  '", "1", "{}", "null"})
  void a_message_without_text_is_told_apart(String body) {
    var event =
        read("{'type':'m.room.message','content':{'msgtype':'m.text','body':" + body + "}}");
    assertThat(event)
        .isEqualTo(new MatrixEvent.Unbridgeable(ID, ROOM, ALICE, "Messages without text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "1",
        "{}",
        "{'type':1}",
        "{'type':'m.room.message'}",
        "{'type':'m.room.message','content':{}}",
        "{'type':'m.room.message','content':[]}",
        "{'type':'m.room.encrypted','content':{}}",
        "{'type':'m.room.name','state_key':'','content':{'name':'x'}}",
        "{'type':'m.room.member','state_key':1,'content':{'membership':'join'}}",
        "{'type':'m.room.member','state_key':'@a:x','content':{'membership':'dance'}}",
        "{'type':'m.room.member','state_key':'@a:x','content':'join'}",
        "{'type':'org.example.new','content':{'x':1}}",
        "{'type':'com.beeper.accept_message_request','state_key':'','content':{}}",
        "{'type':'com.beeper.accept_message_request','content':{},"
            + "'unsigned':{'redacted_because':{}}}",
        "{'type':'com.beeper.delete_chat','content':{}}",
        "{'type':'com.beeper.delete_chat','content':{'delete_for_everyone':true}}",
        "{'type':'com.beeper.delete_chat','content':{'from_message_request':false}}",
      })
  void anything_else_is_of_no_concern(String json) {
    assertThat(read(json)).isEqualTo(new MatrixEvent.Other(ID, ROOM, ALICE));
  }

  @Test
  void what_is_encrypted_is_told_apart_and_so_is_a_room_that_becomes_so() {
    var encrypted = new MatrixEvent.Encrypted(ID, ROOM, ALICE);
    assertThat(read("{'type':'m.room.encrypted','content':{'algorithm':'x'}}"))
        .isEqualTo(encrypted);
    assertThat(read("{'type':'m.room.encryption','state_key':'','content':{'algorithm':'x'}}"))
        .isEqualTo(encrypted);
  }

  @Test
  void an_invite_says_whether_it_is_direct_and_encrypted() {
    assertThat(golden("invite")).isEqualTo(member(BOT, Membership.INVITE, true, false));
    assertThat(golden("invite-encrypted")).isEqualTo(member(BOT, Membership.INVITE, true, true));
  }

  @Test
  void a_join_is_read_but_not_a_new_name() {
    assertThat(
            read(
                "{'type':'m.room.member','state_key':'@alice:example.org','content':{'membership':'join'}}"))
        .isEqualTo(member(ALICE, Membership.JOIN, false, false));
    assertThat(golden("new-name")).isEqualTo(new MatrixEvent.Other(ID, ROOM, ALICE));
  }

  @Test
  void an_invitation_is_accepted_or_declined_by_a_button() {
    assertThat(read("{'type':'com.beeper.accept_message_request','content':{}}"))
        .isEqualTo(new MatrixEvent.InvitationAnswer(ID, ROOM, ALICE, true));
    assertThat(
            read("{'type':'com.beeper.delete_chat','content':{'from_message_request':true,'x':1}}"))
        .isEqualTo(new MatrixEvent.InvitationAnswer(ID, ROOM, ALICE, false));
  }

  @Test
  void a_tombstone_names_the_new_room() {
    assertThat(
            read(
                "{'type':'m.room.tombstone','state_key':'','content':{'replacement_room':'!n:x'}}"))
        .isEqualTo(new MatrixEvent.Tombstone(ID, ROOM, ALICE, new RoomId("!n:x")));
    assertThat(read("{'type':'m.room.tombstone','state_key':'','content':{'replacement_room':1}}"))
        .isEqualTo(new MatrixEvent.Tombstone(ID, ROOM, ALICE, null));
  }

  @Test
  void a_deep_message_is_read_like_any_other() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    var event =
        read(
            "{'type':'m.room.message','content':{'msgtype':'m.text','body':'hi','deep':"
                + deep
                + "}}");
    assertThat(event).isInstanceOf(MatrixEvent.Message.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x'",
        "-5",
        "{}",
        "null",
        "1e400",
        "99999999999999999999999999",
        "9007199254740993"
      })
  void a_strange_time_is_some_time(String time) {
    var event =
        read(
            "{'type':'m.room.message','origin_server_ts':"
                + time
                + ",'content':{'msgtype':'m.text','body':'hi'}}");
    assertThat(event)
        .isInstanceOfSatisfying(
            MatrixEvent.Message.class,
            it ->
                assertThat(it.at())
                    .isBetween(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999Z")));
  }

  private static MatrixEvent.Message message(
      Content content, @Nullable String replyTo, boolean edit) {
    var at = Instant.parse("2026-11-22T05:43:09.055Z");
    return new MatrixEvent.Message(ID, ROOM, ALICE, at, content, replyTo, edit);
  }

  private static MatrixEvent.Reaction reaction(@Nullable EventId to) {
    return new MatrixEvent.Reaction(ID, ROOM, ALICE, to);
  }

  private static MatrixEvent.Redaction redaction(@Nullable EventId of) {
    return new MatrixEvent.Redaction(ID, ROOM, ALICE, of);
  }

  private static MatrixEvent.Member member(
      MatrixUserId target, Membership membership, boolean direct, boolean encrypted) {
    return new MatrixEvent.Member(ID, ROOM, ALICE, target, membership, direct, encrypted);
  }

  private static MatrixEvent golden(String name) {
    try (var file = EventReaderTest.class.getResourceAsStream("/matrix/" + name + ".json")) {
      return read(Objects.requireNonNull(file, name).readAllBytes());
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static MatrixEvent read(String json) {
    return read(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static MatrixEvent read(byte[] raw) {
    return EventReader.read(new ReceivedEvent(ID, ROOM, ALICE, raw));
  }
}
