package chat.monarch.bench;

import chat.monarch.testkit.fault.Hold;
import chat.monarch.testkit.homeserver.StubEvent;
import chat.monarch.testkit.homeserver.StubHomeserver;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The process of the homeserver: rooms in memory, and the people who write and read there.
///
/// Arguments: where the bridge is, the `as_token`, the `hs_token`.
final class HomeserverMain {
  private static final String GHOSTS = "@messenger_";

  private final Arrivals arrivals = new Arrivals();
  private final StubHomeserver homeserver;
  private List<Hold> holds = List.of();

  /// What somebody says in a room.
  record Words(String user, String room, String text) {}

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
        .at("/arrived", String.class, arrivals::count)
        .at("/say", Words.class, it -> homeserver.say(it.user(), it.room(), it.text()))
        .at("/hang", String[].class, this::hang)
        .at("/release", Map.class, _ -> release())
        .at("/away", Integer.class, this::goAway)
        .at("/counts", Map.class, _ -> homeserver.counts())
        .open(Map.of("address", homeserver.address().toString()));
  }

  private boolean hang(String[] rooms) {
    holds = Arrays.stream(rooms).map(homeserver::hang).toList();
    return true;
  }

  /// @return whether anything hung
  private boolean release() {
    var hung = holds.stream().anyMatch(hold -> hold.isReachedWithin(Duration.ZERO));
    holds.forEach(Hold::release);
    return hung;
  }

  private boolean goAway(int seconds) throws IOException, InterruptedException {
    homeserver.stop();
    TimeUnit.SECONDS.sleep(seconds);
    homeserver.startAgain();
    return true;
  }

  private long[] write(Load load) {
    return load.write((talk, text) -> homeserver.say(talk.user(), talk.room(), text));
  }
}
