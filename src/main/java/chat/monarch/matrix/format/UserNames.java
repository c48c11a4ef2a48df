package chat.monarch.matrix.format;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.matrix.AppserviceConfig;
import chat.monarch.matrix.HomeserverConfig;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Who of us is called what in Matrix: the bot, the ghosts, the aliases of portals.
@Singleton
public final class UserNames {
  private final String domain;
  private final String prefix;
  private final String bot;
  private final String messengerDomain;

  /// @param messengerDomain the domain of the service's accounts, which their ghosts' names leave
  /// out
  public UserNames(
      HomeserverConfig homeserver,
      AppserviceConfig appservice,
      @ConfigProperty(name = "monarch.messenger.domain", defaultValue = "messenger.live.com")
          String messengerDomain) {
    this.domain = homeserver.domain();
    this.prefix = appservice.ghostPrefix();
    this.bot = appservice.botLocalpart();
    this.messengerDomain = messengerDomain;
  }

  /// The server name in user ids.
  public String domain() {
    return domain;
  }

  /// The bot.
  public MatrixUserId bot() {
    return user(bot);
  }

  /// The ghost of a contact.
  public MatrixUserId ghost(RemoteUserId contact) {
    return user(prefix + encoded(contact));
  }

  /// The contact whose ghost this is, or empty when it is none of ours.
  public Optional<RemoteUserId> contactOf(MatrixUserId user) {
    if (!isGhost(user)) {
      return Optional.empty();
    }
    var end = user.value().length() - domain.length() - 1;
    return LocalpartCode.decode(user.value().substring(1 + prefix.length(), end))
        .map(this::account)
        .filter(contact -> ghost(contact).equals(user));
  }

  /// Whether the user is the bot or in the ghosts' namespace.
  public boolean isOurs(MatrixUserId user) {
    return user.equals(bot()) || isGhost(user);
  }

  private boolean isGhost(MatrixUserId user) {
    return user.value().startsWith("@" + prefix) && user.domain().equals(domain);
  }

  /// The local part of a portal's alias: the login's own id and the contact's.
  public String alias(PortalKey portal) {
    return prefix + encoded(portal.login().account()) + "_" + encoded(portal.contact());
  }

  /// The alias with that local part.
  public String fullAlias(String localpart) {
    return "#" + localpart + ":" + domain;
  }

  private MatrixUserId user(String localpart) {
    return new MatrixUserId("@" + localpart + ":" + domain);
  }

  /// An account of another domain than the service's keeps its whole address: an `@` cannot be in a
  /// local part (RFC 7622 3.3.1), so the two are never mixed up.
  private String encoded(RemoteUserId contact) {
    var suffix = "@" + messengerDomain;
    var value = contact.value();
    var name =
        value.endsWith(suffix) ? value.substring(0, value.length() - suffix.length()) : value;
    return LocalpartCode.encode(name.indexOf('@') < 0 && name.equals(value) ? "@" + value : name);
  }

  private RemoteUserId account(String name) {
    if (name.startsWith("@")) {
      return new RemoteUserId(name.substring(1));
    }
    return new RemoteUserId(name.indexOf('@') < 0 ? name + "@" + messengerDomain : name);
  }
}
