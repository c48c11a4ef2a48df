package chat.monarch.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class GrammarTest {
  private final Grammar grammar = new Grammar();

  @Test
  void every_sample_stanza_of_the_contract_is_valid() throws IOException {
    var samples = samples().split("\n-----\n");

    assertThat(samples).hasSize(48);
    assertThat(samples).allSatisfy(sample -> assertThat(grammar.faultsOf(sample)).isEmpty());
  }

  @Test
  void what_the_contract_does_not_know_is_not() {
    assertThat(grammar.faultsOf("<iq xmlns='jabber:client' type='get'/>")).isNotEmpty();
    assertThat(grammar.faultsOf("<message xmlns='jabber:client' type='nudge'/>")).isNotEmpty();
    assertThat(grammar.faultsOf("<presence xmlns='jabber:client'><show>busy</show></presence>"))
        .isNotEmpty();
  }

  private static String samples() throws IOException {
    try (var in = GrammarTest.class.getResourceAsStream("samples.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
  }
}
