package chat.monarch.bench;

import chat.monarch.sandbox.Sandbox;
import chat.monarch.sandbox.SandboxOptions;
import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;

/// The process of the Messenger service: the sandbox, and the contacts who write and read there.
final class ServiceMain {
  private final Arrivals arrivals = new Arrivals();
  private final Sandbox sandbox;
  private final AccountFault fault;

  private ServiceMain() {
    // Who waits for a stanza here is told of it; a long log would only cost memory.
    sandbox =
        Sandbox.start(
            SandboxOptions.defaults().withPersonas(Cast.personas()).with("log.limit", "1"));
    fault = new AccountFault(sandbox);
    sandbox.onStanza(
        record -> {
          if (record.isDelivered()) {
            arrivals.add(record.body(), record.account(), Load.micros(record.at()));
          }
        });
  }

  public static void main(String[] arguments) throws IOException {
    new ServiceMain().open();
  }

  private void open() throws IOException {
    new Station()
        .at("/write", Load.class, this::write)
        .at("/await", Arrivals.Wish.class, arrivals::await)
        .at("/arrived", String.class, arrivals::count)
        .at("/strike", AccountFault.Wish.class, fault::begin)
        .at("/leave", Map.class, _ -> fault.end())
        .at("/online", Map.class, _ -> online())
        .open(
            Map.of(
                "domain", sandbox.domain(),
                "host", sandbox.front().address(),
                "port", Integer.toString(sandbox.front().port()),
                "ca", sandbox.caFile().toString(),
                "http", sandbox.httpUrl()));
  }

  private long[] write(Load load) {
    return load.write((talk, text) -> sandbox.send(talk.contact(), talk.account(), text));
  }

  /// How many of the accounts are signed in.
  private long online() {
    return IntStream.range(0, Cast.LOGINS)
        .filter(login -> !sandbox.sessions(Cast.account(login)).isEmpty())
        .count();
  }
}
