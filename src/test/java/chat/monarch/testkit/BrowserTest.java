package chat.monarch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrowserTest {
  private HttpServer server;
  private final Browser browser = new Browser();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/login/t1", this::ticket);
    server.createContext("/consent", this::consent);
    server.createContext("/login/callback", this::callback);
    server.start();
  }

  @AfterEach
  void stop() {
    browser.close();
    server.stop(0);
  }

  @Test
  void a_sign_in_brings_the_cookie_and_the_choice_back_to_the_bridge() {
    var page = browser.signIn(address("/login/t1"), "00037ffe12ab34cd", true);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .isEqualTo("mark=7 account=00037ffe12ab34cd&decision=allow&state=s+1 & done");
    assertThat(browser.visited())
        .extracting(URI::getPath)
        .containsExactly("/login/t1", "/login/t1", "/consent", "/consent", "/login/callback");
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  private void ticket(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      answer(exchange, "<form method=post><button>Go</button></form>");
      return;
    }
    exchange.getResponseHeaders().add("Set-Cookie", "mark=7; HttpOnly; SameSite=Lax; Path=/login");
    redirect(exchange, address("/consent?state=s%2B1").toString());
  }

  private void consent(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      answer(
          exchange,
          "<form method=\"post\" action=\"/consent\"><input type=\"hidden\" name=\"state\""
              + " value=\"s+1\"><input type=radio name=account value=x></form>");
      return;
    }
    var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var fields = Stream.of(form.split("&", -1)).sorted().collect(Collectors.joining("&"));
    redirect(exchange, "/login/callback?" + fields);
  }

  private void callback(HttpExchange exchange) throws IOException {
    var cookie = exchange.getRequestHeaders().getFirst("Cookie");
    answer(
        exchange,
        "<html><head><title>No</title></head><p>%s</p><p>%s &amp; done</p></html>"
            .formatted(cookie, exchange.getRequestURI().getQuery()));
  }

  private static void redirect(HttpExchange exchange, String target) throws IOException {
    exchange.getResponseHeaders().add("Location", target);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(302, -1);
  }

  private static void answer(HttpExchange exchange, String html) throws IOException {
    var body = html.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
