package chat.monarch.matrix.api;

import chat.monarch.bridge.port.RoomPlan;
import chat.monarch.domain.ContentUri;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.matrix.format.UserNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what the homeserver needs to create a room.
final class RoomCreation {
  /// An override replaces the whole map of the homeserver, so all of it is said; only the bot may
  /// switch on an encryption that the bridge cannot read.
  private static final Map<String, Integer> EVENT_LEVELS =
      Map.of(
          "m.room.name", 50,
          "m.room.avatar", 50,
          "m.room.canonical_alias", 50,
          "m.room.power_levels", 100,
          "m.room.history_visibility", 100,
          "m.room.server_acl", 100,
          "m.room.tombstone", 100,
          "m.room.encryption", 100);

  private final UserNames names;
  private final String appserviceId;
  private final boolean federate;

  /// @param federate whether users of other servers may join
  RoomCreation(UserNames names, String appserviceId, boolean federate) {
    this.names = names;
    this.appserviceId = appserviceId;
    this.federate = federate;
  }

  String fullAlias(String localpart) {
    return names.fullAlias(localpart);
  }

  Bodies.CreateRoom write(RoomPlan plan) {
    return switch (plan) {
      case RoomPlan.Management management -> write(management.name(), null, List.of());
      case RoomPlan.Portal portal ->
          write(portal.name(), names.alias(portal.key()), portalState(portal));
    };
  }

  private Bodies.CreateRoom write(String name, @Nullable String alias, List<Bodies.State> state) {
    Map<String, Object> creation = federate ? Map.of() : Map.of("m.federate", false);
    var all = new ArrayList<>(state);
    // the preset lets guests in
    all.add(new Bodies.State("m.room.guest_access", "", new Bodies.GuestAccess("forbidden")));
    return new Bodies.CreateRoom(
        "private",
        "private_chat",
        true,
        name,
        alias,
        creation,
        new Bodies.PowerLevels(EVENT_LEVELS),
        all);
  }

  private List<Bodies.State> portalState(RoomPlan.Portal portal) {
    var state = new ArrayList<Bodies.State>();
    var members = new Bodies.FunctionalMembers(List.of(names.bot().value()));
    state.add(new Bodies.State("io.element.functional_members", "", members));
    state.addAll(bridgeInfo(portal));
    if (portal.picture() != null) {
      state.add(picture(portal.picture()));
    }
    return state;
  }

  /// The state by which a room comes to say what the plan says.
  ///
  /// @param before what it says, or null where that is not known
  List<Bodies.State> changes(RoomPlan.@Nullable Portal before, RoomPlan.Portal now) {
    var changes = new ArrayList<>(changing(now));
    if (before != null) {
      changes.removeAll(changing(before));
    }
    return changes;
  }

  /// The state that changes with the contact.
  private List<Bodies.State> changing(RoomPlan.Portal portal) {
    var state = new ArrayList<>(bridgeInfo(portal));
    state.add(new Bodies.State("m.room.name", "", new Bodies.Name(portal.name())));
    state.add(picture(portal.picture()));
    return state;
  }

  private static Bodies.State picture(@Nullable ContentUri picture) {
    var content = picture == null ? new Bodies.Empty() : new Bodies.Picture(picture.value());
    return new Bodies.State("m.room.avatar", "", content);
  }

  /// MSC2346 is not merged: clients look for either name.
  private List<Bodies.State> bridgeInfo(RoomPlan.Portal portal) {
    var key = names.domain() + "/" + appserviceId;
    var info = bridgeInfo(portal, names.bot());
    return List.of(
        new Bodies.State("m.bridge", key, info),
        new Bodies.State("uk.half-shot.bridge", key, info));
  }

  private static Bodies.BridgeInfo bridgeInfo(RoomPlan.Portal portal, MatrixUserId bot) {
    var picture = portal.picture();
    return new Bodies.BridgeInfo(
        bot.value(),
        bot.value(),
        new Bodies.Protocol("messenger", "Messenger"),
        new Bodies.Channel(
            portal.key().contact().value(),
            portal.name(),
            picture == null ? null : picture.value(),
            portal.key().login().value(),
            portal.request()),
        "dm");
  }
}
