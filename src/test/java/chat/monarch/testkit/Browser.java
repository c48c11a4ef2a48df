package chat.monarch.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// As much of a browser as signing in needs: cookies, redirects, and plain forms. A browser of its
/// own is a person's machine of its own.
public final class Browser implements AutoCloseable {
  private static final int REDIRECTS = 10;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .build();
  private final List<URI> visited = new ArrayList<>();

  /// What the browser shows after all redirects.
  public record Page(URI address, int status, String html) {
    /// The page as a person reads it, without markup.
    public String text() {
      return Html.text(html);
    }
  }

  /// Opens an address.
  public Page open(URI address) {
    return follow(HttpRequest.newBuilder(address).GET());
  }

  /// Presses the button of the form on a page.
  ///
  /// @param fields what is filled in or chosen; hidden fields are sent along as they are
  public Page submit(Page page, Map<String, String> fields) {
    var all = new LinkedHashMap<>(Html.hiddenFields(page.html()));
    all.putAll(fields);
    var form =
        all.entrySet().stream()
            .map(e -> MatrixHttp.encode(e.getKey()) + "=" + MatrixHttp.encode(e.getValue()))
            .collect(Collectors.joining("&"));
    var target = page.address().resolve(Html.formAction(page.html(), page.address()));
    return follow(
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /// Signs in as a person does: the bridge's page, its button, the service's consent, and back.
  ///
  /// @param ticket the bridge's `/login/{ticket}`
  /// @param account the CID that is chosen on the consent page
  /// @return the page at the end, the bridge's `/login/callback`
  public Page signIn(URI ticket, String account, boolean allow) {
    var consent = submit(open(ticket), Map.of());
    return submit(consent, Map.of("account", account, "decision", allow ? "allow" : "deny"));
  }

  /// Every address that was asked for, redirects too, in order.
  public List<URI> visited() {
    return List.copyOf(visited);
  }

  private Page follow(HttpRequest.Builder first) {
    var request = first;
    for (var hop = 0; hop < REDIRECTS; hop++) {
      var answer = send(request.timeout(TIMEOUT).build());
      var next = answer.headers().firstValue("Location");
      if (answer.statusCode() / 100 != 3 || next.isEmpty()) {
        return new Page(answer.uri(), answer.statusCode(), answer.body());
      }
      request = HttpRequest.newBuilder(answer.uri().resolve(next.get())).GET();
    }
    throw new IllegalStateException("Redirected more than " + REDIRECTS + " times: " + visited);
  }

  private HttpResponse<String> send(HttpRequest request) {
    visited.add(request.uri());
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri().getPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
