package chat.monarch.messenger.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.testkit.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamParserTest {
  private static final String OPEN =
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
          + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
  private static final Limits LIMITS = new Limits(1_000, 300, 20, 8, 4);

  private final Found found = new Found();
  private final StreamParser parser = new StreamParser(LIMITS, found);

  private void feed(String text) throws StreamFailure {
    parser.feed(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void elements_come_whole_however_the_bytes_are_cut() throws StreamFailure {
    var text = OPEN + "<message from='a@b'><body>Grüße &amp; <![CDATA[<🥨>]]></body></message> ";

    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      parser.feed(new byte[] {one});
    }

    assertThat(found.elements).hasSize(1);
    var message = found.elements.getFirst();
    assertThat(message.is(Ns.CLIENT, "message")).isTrue();
    assertThat(message.attribute("from")).hasValue("a@b");
    assertThat(message.child(Ns.CLIENT, "body").orElseThrow().text()).isEqualTo("Grüße & <🥨>");
  }

  @Rule({"GEN-2", "GEN-3"})
  @Test
  void namespaces_count_and_prefixes_do_not() throws StreamFailure {
    feed(OPEN + "<x:iq xmlns:x='jabber:client'><y xmlns='urn:y'/></x:iq>");

    assertThat(found.elements.getFirst().is(Ns.CLIENT, "iq")).isTrue();
    assertThat(found.elements.getFirst().child("urn:y", "y")).isPresent();
  }

  @Rule("GEN-3")
  @Test
  void so_it_is_with_the_stream_itself() throws StreamFailure {
    feed(
        "<s:stream xmlns='jabber:client' xmlns:s='http://etherx.jabber.org/streams' version='1.0'>"
            + "<features xmlns='http://etherx.jabber.org/streams'/>");

    assertThat(found.elements.getFirst().is(Ns.STREAM, "features")).isTrue();
    assertThatThrownBy(
            () ->
                new StreamParser(LIMITS, new Found())
                    .feed(
                        "<stream:stream xmlns='jabber:client' xmlns:stream='urn:other'>"
                            .getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(StreamFailure.Unacceptable.class);
  }

  @Rule("GEN-1")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- hello -->",
        "<?php echo ?>",
        "<message><!-- hello --></message>",
        "<message><?php echo ?></message>",
      })
  void comments_and_instructions_are_restricted(String text) {
    assertThatThrownBy(() -> feed(OPEN + text))
        .isInstanceOfSatisfying(
            StreamFailure.Unacceptable.class,
            failure -> assertThat(failure.condition()).isEqualTo("restricted-xml"));
  }

  @Rule("GEN-1")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE stream [<!ENTITY a 'aaaa'>]>" + "<a>&a;</a>",
        "<?xml version='1.0'?><!DOCTYPE x SYSTEM 'http://example.org/x'><x/>",
        OPEN + "<message>&unknown;</message>",
        OPEN + "<message></iq><presence/>",
        OPEN + "words",
        "<stream xmlns='urn:other'/>",
      })
  void what_no_stream_may_contain_ends_it(String text) {
    assertThatThrownBy(() -> feed(text)).isInstanceOf(StreamFailure.Unacceptable.class);
  }

  @Test
  void a_stanza_that_is_too_large_is_passed_over_and_the_next_one_comes() throws StreamFailure {
    feed(OPEN + "<message from='a@b'><body>" + "x".repeat(1_001) + "</body><a><b/></a></message>");
    feed("<message><body>small</body></message>");

    assertThat(found.dropped).hasSize(1);
    assertThat(found.dropped.getFirst().attribute("from")).hasValue("a@b");
    assertThat(found.elements)
        .extracting(message -> message.child(Ns.CLIENT, "body").orElseThrow().text())
        .containsExactly("small");
  }

  @Test
  void so_is_one_that_is_too_deep_or_has_too_many_elements_or_attributes() throws StreamFailure {
    feed(OPEN + "<a>".repeat(9) + "</a>".repeat(9));
    feed("<b>" + "<c/>".repeat(20) + "</b>");
    feed("<d e='1' f='2' g='3' h='4' i='5'/>");
    feed("<j/>");

    assertThat(found.dropped).extracting(Element::localName).containsExactly("a", "b", "d");
    assertThat(found.elements).extracting(Element::localName).containsExactly("j");
  }

  @Test
  void a_tag_without_end_ends_the_stream() throws StreamFailure {
    feed(OPEN + "<message from='");

    assertThatThrownBy(() -> feed("x".repeat(301)))
        .isInstanceOf(StreamFailure.Unacceptable.class)
        .hasMessageContaining("endless");
  }

  @Test
  void nothing_may_follow_on_what_ends_a_stream() throws StreamFailure {
    found.haltAt = "proceed";
    feed(OPEN + "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");

    assertThatThrownBy(() -> feed("<features/>")).isInstanceOf(StreamFailure.Unacceptable.class);
  }

  @Test
  void nor_may_it_come_in_the_same_breath() {
    found.haltAt = "proceed";

    assertThatThrownBy(() -> feed(OPEN + "<proceed/><features/>"))
        .isInstanceOf(StreamFailure.Unacceptable.class);
    assertThat(found.elements).hasSize(1);
  }

  @Rule("GEN-2")
  @Test
  void white_space_between_stanzas_is_nothing_and_the_end_is_told() throws StreamFailure {
    feed(OPEN + " \n<a/>\n </stream:stream>");

    assertThat(found.elements).hasSize(1);
    assertThat(found.closed).isTrue();
  }

  @Test
  void an_error_does_not_quote_the_stream() {
    assertThatThrownBy(() -> feed(OPEN + "<auth>secret</oops>"))
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("oops");
  }

  private final class Found implements StreamParser.Sink {
    private final List<Element> elements = new ArrayList<>();
    private final List<Element> dropped = new ArrayList<>();
    private boolean closed;
    private String haltAt = "";

    @Override
    public void opened() {}

    @Override
    public void element(Element element, int size) {
      elements.add(element);
      if (element.localName().equals(haltAt)) {
        parser.halt();
      }
    }

    @Override
    public void dropped(Element head) {
      dropped.add(head);
    }

    @Override
    public void closed() {
      closed = true;
    }
  }
}
