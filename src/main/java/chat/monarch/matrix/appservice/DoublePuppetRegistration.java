package chat.monarch.matrix.appservice;

import chat.monarch.domain.Secret;

/// The file that lets the bridge act for real users of the homeserver. It has no address, so that
/// the homeserver does not push all that those users see.
///
/// @param asToken goes into `monarch.double-puppet.secrets`, after `as_token:`
/// @param hsToken never used
/// @param senderLocalpart a user that does nothing
/// @param domain the server name in user ids
public record DoublePuppetRegistration(
    String id, Secret asToken, Secret hsToken, String senderLocalpart, String domain) {
  /// The file's content.
  public String yaml() {
    return """
        # Lets Monarch act for the users of this homeserver. Keep it as secret as a master key.
        id: %s
        url: null
        as_token: %s
        hs_token: %s
        sender_localpart: %s
        rate_limited: false
        namespaces:
          users:
            - exclusive: false
              regex: %s
          aliases: []
          rooms: []
        """
        .formatted(
            Yaml.quoted(id),
            Yaml.quoted(asToken.value()),
            Yaml.quoted(hsToken.value()),
            Yaml.quoted(senderLocalpart),
            Yaml.quoted("^@.*" + Yaml.literal(":" + domain) + "$"));
  }
}
