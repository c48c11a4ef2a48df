package chat.monarch.web;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.domain.id.MatrixUserId;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import jakarta.ws.rs.core.Response;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignInPagesTest {
  private final SignInPages pages =
      new SignInPages(
          Engine.builder()
              .addDefaults()
              .addResultMapper(new HtmlEscaper(List.of("text/html")))
              .addLocator(id -> Optional.of(new Location("/templates/" + id + ".html")))
              .build());

  @Test
  void the_question_names_the_user_and_has_one_button() {
    var page = pages.question(new MatrixUserId("@alice:example.org"));

    assertThat(page.getStatus()).isEqualTo(200);
    assertThat(html(page))
        .contains("@alice:example.org", "<form method=\"post\">")
        .containsOnlyOnce("<button");
  }

  @Test
  void an_answer_has_no_button() {
    var page = pages.answer(410, "That did not work", "This link has expired.");

    assertThat(page.getStatus()).isEqualTo(410);
    assertThat(html(page)).contains("This link has expired.").doesNotContain("<form");
  }

  @Test
  void what_to_type_stands_in_quotation_marks() {
    var page = pages.answer(404, "That did not work", "Send `login` to the bot.");

    assertThat(html(page)).contains("Send “login” to the bot.");
  }

  @Test
  void whatever_stands_in_a_page_is_text() {
    var attack = "<script>alert('x')</script>\"&";

    assertThat(html(pages.question(new MatrixUserId(attack)))).doesNotContain("<script");
    assertThat(html(pages.answer(400, attack, attack)))
        .doesNotContain("<script")
        .contains("&lt;script&gt;");
  }

  @Test
  void nothing_is_fetched_kept_framed_or_told_to_others() {
    var page = pages.question(new MatrixUserId("@alice:example.org"));

    assertThat(html(page)).doesNotContain("src=", "href=", "url(", "@import");
    assertThat(page.getHeaderString("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(page.getHeaderString("Cache-Control")).isEqualTo("no-store");
    assertThat(page.getHeaderString("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.getMediaType()).hasToString("text/html;charset=utf-8");
  }

  @Test
  void the_style_is_allowed_by_a_nonce_that_is_another_each_time() {
    var first = pages.answer(200, "a", "b");
    var nonce = first.getHeaderString("Content-Security-Policy").replaceAll(".*nonce-|'.*", "");

    assertThat(html(first)).contains("<style nonce=");
    assertThat(pages.answer(200, "a", "b").getHeaderString("Content-Security-Policy"))
        .doesNotContain(nonce);
  }

  private static String html(Response page) {
    return String.valueOf(page.getEntity());
  }

  /// A template on the class path.
  private record Location(String path) implements TemplateLocation {
    @Override
    public Reader read() {
      var stream = SignInPagesTest.class.getResourceAsStream(path);
      return new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Variant> getVariant() {
      return Optional.of(Variant.forContentType("text/html"));
    }
  }
}
