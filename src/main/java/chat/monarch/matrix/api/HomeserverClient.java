package chat.monarch.matrix.api;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.Intent;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.matrix.AppserviceConfig;
import chat.monarch.matrix.DoublePuppetConfig;
import chat.monarch.matrix.format.EventReader;
import chat.monarch.matrix.format.TextParts;
import chat.monarch.matrix.format.UserNames;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The homeserver, by its client-server API.
@Singleton
final class HomeserverClient implements Homeserver {
  private final UserNames names;
  private final DoublePuppetConfig puppets;
  private final String source;
  private final HomeserverApi api;
  private final RoomOrder order;
  private final RoomCreation creation;
  private final SyncWish sync;

  /// @param federate whether users of other servers may join new rooms
  HomeserverClient(
      UserNames names,
      AppserviceConfig appservice,
      DoublePuppetConfig puppets,
      HomeserverApi api,
      RoomOrder order,
      SyncWish sync,
      @ConfigProperty(name = "monarch.portals.federate", defaultValue = "true") boolean federate) {
    this.names = names;
    this.puppets = puppets;
    this.source = appservice.id();
    this.api = api;
    this.order = order;
    this.creation = new RoomCreation(names, appservice.id(), federate);
    this.sync = sync;
  }

  @Override
  public Intent bot() {
    return intent(new Actor.Ours(names.bot()), sync::express);
  }

  @Override
  public Intent ghost(RemoteUserId contact) {
    return intent(new Actor.Ours(names.ghost(contact)), () -> {});
  }

  /// The token of another server's registration is none of this homeserver's business.
  @Override
  public Optional<Intent> puppet(MatrixUserId user) {
    return user.domain().equals(names.domain())
        ? Optional.ofNullable(puppets.secrets().get(names.domain()))
            .map(token -> intent(new Actor.Puppet(user, token, source), () -> {}))
        : Optional.empty();
  }

  private UserIntent intent(Actor actor, Runnable afterJoin) {
    return new UserIntent(actor, api, order, creation, afterJoin);
  }

  @Override
  public Optional<RemoteUserId> contactOf(MatrixUserId user) {
    return names.contactOf(user);
  }

  @Override
  public MatrixEvent read(ReceivedEvent event) {
    return EventReader.read(event);
  }

  @Override
  public List<String> parts(String text) {
    return TextParts.of(text);
  }

  @Override
  public String domain() {
    return names.domain();
  }
}
