package chat.monarch.matrix.api;

import chat.monarch.domain.Secret;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.matrix.DoublePuppetConfig;
import chat.monarch.matrix.SomeConfig;
import chat.monarch.matrix.format.EventFilter;
import chat.monarch.matrix.format.UserNames;
import io.vertx.core.Vertx;
import java.util.Map;

/// All that speaks with a homeserver, put together without a container.
final class Kit implements AutoCloseable {
  static final DoublePuppetConfig PUPPETS =
      () -> Map.of("example.org", new Secret("the-puppet-token"));

  private final Vertx vertx = Vertx.vertx();
  final UserNames names;
  final Reachability reachability = new Reachability();
  final SyncWish wish = new SyncWish(vertx);
  final HomeserverApi api;
  final HomeserverClient client;
  final HomeserverCheck check;
  final MissedEvents missed;

  Kit(SomeConfig config) {
    names = new UserNames(config, config, SomeConfig.MESSENGER_DOMAIN);
    api = new HomeserverApi(vertx, config, config, reachability);
    client = new HomeserverClient(names, config, PUPPETS, api, new RoomOrder(), wish, true);
    check = new HomeserverCheck(api, config, config, names, new ArrivedPings());
    missed = new MissedEvents(api, names, new EventFilter(names, config));
  }

  static RemoteUserId contact(String name) {
    return new RemoteUserId(name + "@" + SomeConfig.MESSENGER_DOMAIN);
  }

  static PortalKey portal(String own, String contact) {
    return new PortalKey(LoginId.of(contact(own)), contact(contact));
  }

  @Override
  public void close() {
    api.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
