package chat.monarch.bench;

import chat.monarch.testkit.homeserver.StubEvent;
import chat.monarch.testkit.homeserver.StubHomeserver;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// The process of the homeserver: rooms in memory, and the people who write and read there.
///
/// Arguments: where the bridge is, the `as_token`, the `hs_token`.
final class HomeserverMain {
  private static final String GHOSTS = "@messenger_";

  private final Arrivals arrivals = new Arrivals();
  private final StubHomeserver homeserver;

  private HomeserverMain(StubHomeserver homeserver) {
    this.homeserver = homeserver;
  }

  public static void main(String[] arguments) throws IOException {
    var stub = StubHomeserver.start(Cast.DOMAIN, arguments[1], arguments[2]);
    var main = new HomeserverMain(stub);
    stub.onEvent(main::see);
    stub.push(URI.create(arguments[0]));
    main.open();
  }

  private void see(StubEvent event) {
    if (event.sender().startsWith(GHOSTS) && event.type().equals("m.room.message")) {
      arrivals.add(event.body(), event.room(), Load.now());
    }
  }

  private void open() throws IOException {
    new Station()
        .at("/write", Load.class, this::write)
        .at("/await", Arrivals.Wish.class, arrivals::await)
        .at("/link", Linking.Wish.class, new Linking(homeserver)::link)
        .at("/counts", Map.class, _ -> homeserver.counts())
        .open(Map.of("address", homeserver.address().toString()));
  }

  private long[] write(Load load) {
    return load.write((talk, text) -> homeserver.say(talk.user(), talk.room(), text));
  }
}
