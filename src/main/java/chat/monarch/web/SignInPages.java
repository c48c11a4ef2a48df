package chat.monarch.web;

import chat.monarch.domain.id.MatrixUserId;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Base64;

/// The sign-in pages as answers: nothing in them is fetched from elsewhere, no browser keeps them,
/// and no other site learns their address or shows them in a frame.
@ApplicationScoped
class SignInPages {
  private final Template template;
  private final SecureRandom random = new SecureRandom();

  SignInPages(Engine engine) {
    this.template = engine.getTemplate("sign-in");
  }

  /// The page with the button.
  Response question(MatrixUserId user) {
    return page(200, "Link your Messenger account", user.value(), "");
  }

  /// A page that says what happened. What the text, as for a chat, has in backticks stands in
  /// quotation marks.
  Response answer(int status, String title, String text) {
    return page(status, title, "", text.replaceAll("`([^`]*)`", "“$1”"));
  }

  /// The page where there is nothing.
  Response nothing() {
    return answer(404, "Nothing is here", "Send `login` to the bot to get a sign-in link.");
  }

  private Response page(int status, String title, String user, String text) {
    var nonce = nonce();
    var html =
        template
            .data("title", title)
            .data("user", user)
            .data("text", text)
            .data("nonce", nonce)
            .render();
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .entity(html)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Content-Security-Policy", policy(nonce))
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  // No form-action: browsers apply it to the consent page too, wherever that leads.
  private static String policy(String nonce) {
    return "default-src 'none'; style-src 'nonce-"
        + nonce
        + "'; base-uri 'none'; frame-ancestors 'none'";
  }

  private String nonce() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
