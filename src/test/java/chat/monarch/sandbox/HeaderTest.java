package chat.monarch.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.Rule;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/// The beginning of a stream, byte by byte.
final class HeaderTest {
  private static final String END = "</stream:features>";

  @Rule({"CON-3", "GEN-2", "GEN-3"})
  @Test
  void the_header_names_the_domain_and_the_features_declare_their_namespace() throws IOException {
    try (var sandbox = Sandbox.start(SandboxOptions.defaults());
        var socket = new Socket(sandbox.front().address(), sandbox.front().port())) {
      socket
          .getOutputStream()
          .write(
              ("<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
                      + " xmlns:stream='http://etherx.jabber.org/streams'"
                      + " to='messenger.live.com' version='1.0' xml:lang='en'>")
                  .getBytes(UTF_8));

      assertThat(read(socket))
          .matches(
              "<\\?xml version=.1\\.0.[^>]*\\?>"
                  + "<stream:stream (?=[^>]*xmlns=.jabber:client.)"
                  + "(?=[^>]*xmlns:stream=.http://etherx\\.jabber\\.org/streams.)"
                  + "(?=[^>]*from=.messenger\\.live\\.com.)(?=[^>]*id=.[^'\"]+.)"
                  + "(?=[^>]*version=.1\\.0.)(?=[^>]*xml:lang=.en.)[^>]*>"
                  + "<stream:features xmlns:stream=.http://etherx\\.jabber\\.org/streams.>"
                  + "<starttls xmlns=.urn:ietf:params:xml:ns:xmpp-tls.><required/></starttls>"
                  + END);
    }
  }

  private static String read(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    var text = new StringBuilder();
    while (!text.toString().endsWith(END)) {
      var next = socket.getInputStream().read();
      assertThat(next).as("what comes after " + text).isNotNegative();
      text.append((char) next);
    }
    return text.toString();
  }
}
