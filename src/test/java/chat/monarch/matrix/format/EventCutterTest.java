package chat.monarch.matrix.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.matrix.SomeConfig;
import chat.monarch.matrix.format.CutTransaction.CutPresence;
import chat.monarch.matrix.format.CutTransaction.CutTyping;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCutterTest {
  private static final String HELLO =
      """
      {"event_id":"$1", "room_id":"!r:example.org","sender":"@alice:example.org",\
      "content":{"body":"hello \\u0000 \\ud800 \u00fc \ud83d\ude00"} }""";

  private final EventFilter filter =
      new EventFilter(
          new UserNames(SomeConfig.anywhere(), SomeConfig.anywhere(), SomeConfig.MESSENGER_DOMAIN),
          SomeConfig.anywhere());

  @Test
  void an_event_is_kept_byte_for_byte() throws Exception {
    var events = kept("{\"ephemeral\":[{}],\"events\":[ " + HELLO + " , " + HELLO + "],\"x\":1}");
    assertThat(events).hasSize(2);
    assertThat(new String(events.getFirst().raw(), UTF_8)).isEqualTo(HELLO);
    assertThat(new String(events.getLast().raw(), UTF_8)).isEqualTo(HELLO);
    assertThat(events.getFirst().id()).isEqualTo(new EventId("$1"));
    assertThat(events.getFirst().room().value()).isEqualTo("!r:example.org");
    assertThat(events.getFirst().sender().value()).isEqualTo("@alice:example.org");
  }

  @Test
  void who_types_and_who_is_there_is_read_from_what_passes_by() throws Exception {
    var body =
        """
        {"events":[],"ephemeral":[
          {"type":"m.typing","room_id":"!r:x","content":{"user_ids":["@a:x",7,"@b:x"]}},
          {"type":"m.receipt","room_id":"!r:x","content":{"$1":{"m.read":{"@a:x":{"ts":1}}}}},
          {"type":"m.typing","content":{"user_ids":"@a:x"}},
          {"type":"m.presence","sender":"@a:x","content":{"presence":"online"}}]}""";

    var cut = EventCutter.transaction(body.getBytes(UTF_8));

    assertThat(cut.typings())
        .containsExactly(
            new CutTyping("!r:x", Set.of("@a:x", "@b:x")), new CutTyping(null, Set.of()));
    assertThat(cut.presences()).containsExactly(new CutPresence("@a:x", "online", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void an_event_may_be_as_deep_as_it_likes(String level) throws Exception {
    var close = level.equals("[") ? "]" : "}";
    var deep = level.repeat(100_000) + "0" + close.repeat(100_000);
    var event = HELLO.replace("\"content\":", "\"deep\":" + deep + ",\"content\":");
    var events = kept("{\"events\":[" + event + "," + HELLO + "],\"other\":" + deep + "}");
    assertThat(events).hasSize(2);
    assertThat(events.getFirst().raw()).isEqualTo(event.getBytes(UTF_8));
  }

  @Test
  void names_texts_and_numbers_may_be_long() throws Exception {
    var event =
        HELLO.replace(
            "\"content\":",
            "\"%s\":\"%s\",\"n\":%s,\"content\":"
                .formatted("k".repeat(100_000), "t".repeat(21_000_000), "9".repeat(100_000)));
    assertThat(kept("{\"events\":[" + event + "]}")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"events\":null}",
        "{\"events\":{\"events\":[1]}}",
        "{\"events\":[1,null,\"x\",[],{},[[{}]]]}",
        "{\"events\":[{\"event_id\":1,\"room_id\":\"!r:x\",\"sender\":\"@a:x\"}]}",
        "{\"events\":[{\"event_id\":\"$1\",\"room_id\":{},\"sender\":\"@a:x\"}]}",
        "{\"events\":[{\"event_id\":\"$1\",\"room_id\":\"!r:x\",\"sender\":[]}]}",
        "{\"events\":[{\"event_id\":\"$\\u0000\",\"room_id\":\"!r:x\",\"sender\":\"@a:x\"}]}",
        "{\"events\":[{\"event_id\":\"$\\ud800\",\"room_id\":\"!r:x\",\"sender\":\"@a:x\"}]}",
        "{\"events\":[{\"event_id\":\"\",\"room_id\":\"!r:x\",\"sender\":\"@a:x\"}]}",
      })
  void what_cannot_be_kept_is_left_out(String body) throws Exception {
    assertThat(kept(body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "hello", "[]", "1", "{\"events\":[", "{\"events\":[{]}", "{} x", "{}{}"})
  void what_is_no_json_object_is_refused(String body) {
    assertThatThrownBy(() -> kept(body)).isInstanceOf(NotJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sender\":\"@messengerbot:example.org\"",
        "\"sender\":\"@messenger_0123456789abcdef:example.org\"",
        "\"sender\":\"@a:x\",\"content\":{\"fi.mau.double_puppet_source\":\"messenger\"}",
        "\"sender\":\"@a:x\",\"origin_server_ts\":5,\"content\":{\"fi.mau.double_puppet_ts\":5,"
            + "\"fi.mau.double_puppet_source\":\"messenger\"}",
      })
  void what_we_sent_ourselves_is_left_out(String fields) throws Exception {
    var body = "{\"events\":[{\"event_id\":\"$1\",\"room_id\":\"!r:x\"," + fields + "}]}";
    assertThat(EventCutter.cut(body.getBytes(UTF_8), "events")).hasSize(1);
    assertThat(kept(body)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sender\":\"@messengerbot:elsewhere.org\"",
        "\"sender\":\"@a:x\",\"content\":{\"fi.mau.double_puppet_source\":\"other\"}",
        // a copy that its user forwards
        "\"sender\":\"@a:x\",\"content\":{\"fi.mau.double_puppet_source\":\"messenger\","
            + "\"fi.mau.double_puppet_ts\":5},\"origin_server_ts\":6",
        "\"sender\":\"@a:x\",\"content\":{\"fi.mau.double_puppet_source\":{}}",
        "\"sender\":\"@a:x\",\"content\":[\"fi.mau.double_puppet_source\"]",
      })
  void what_others_sent_stays(String fields) throws Exception {
    var body = "{\"events\":[{\"event_id\":\"$1\",\"room_id\":\"!r:x\"," + fields + "}]}";
    assertThat(kept(body)).hasSize(1);
  }

  private List<ReceivedEvent> kept(String body) throws NotJsonException {
    return filter.keep(EventCutter.cut(body.getBytes(UTF_8), "events"));
  }
}
