package chat.monarch.matrix.appservice;

import chat.monarch.domain.Secret;
import java.net.URI;

/// The file that tells the homeserver who the bridge is and whose names are its own.
///
/// @param id stays the same for ever
/// @param address how the homeserver reaches the bridge
/// @param asToken proves the bridge to the homeserver
/// @param hsToken proves the homeserver to the bridge
/// @param senderLocalpart a user that does nothing: he has rights and limits of his own, the bot is
///     an ordinary user
/// @param botLocalpart the bot
/// @param prefix what the names of ghosts and aliases begin with
/// @param domain the server name in user ids
public record Registration(
    String id,
    URI address,
    Secret asToken,
    Secret hsToken,
    String senderLocalpart,
    String botLocalpart,
    String prefix,
    String domain) {
  /// The file's content.
  public String yaml() {
    return """
        # Tells the homeserver who Monarch is. In Synapse, name this file in app_service_config_files
        # and restart it. The same id, tokens and names stand in Monarch's own configuration.
        id: %s
        url: %s
        as_token: %s
        hs_token: %s
        # Does nothing; the bot is among the users below.
        sender_localpart: %s
        rate_limited: false
        receive_ephemeral: true
        de.sorunome.msc2409.push_ephemeral: true
        protocols:
          - messenger
        namespaces:
          users:
            - exclusive: true
              regex: %s
            - exclusive: true
              regex: %s
          aliases:
            - exclusive: true
              regex: %s
          rooms: []
        """
        .formatted(
            Yaml.quoted(id),
            Yaml.quoted(address.toString()),
            Yaml.quoted(asToken.value()),
            Yaml.quoted(hsToken.value()),
            Yaml.quoted(senderLocalpart),
            Yaml.quoted("^@" + Yaml.literal(botLocalpart + ":" + domain) + "$"),
            Yaml.quoted("^@" + Yaml.literal(prefix) + ".*" + Yaml.literal(":" + domain) + "$"),
            Yaml.quoted("^#" + Yaml.literal(prefix) + ".*" + Yaml.literal(":" + domain) + "$"));
  }
}
