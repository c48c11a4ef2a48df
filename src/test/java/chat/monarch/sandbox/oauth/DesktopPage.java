package chat.monarch.sandbox.oauth;

import chat.monarch.sandbox.web.HttpCall;
import java.io.IOException;

/// Where a desktop application's browser ends; what counts stands in the address.
final class DesktopPage {
  private DesktopPage() {}

  static void handle(HttpCall call) throws IOException {
    call.html(
        200,
        """
        <h1>Almost done</h1>
        <p>Copy the whole address of this page and give it to the application that sent you here.</p>
        """);
  }
}
