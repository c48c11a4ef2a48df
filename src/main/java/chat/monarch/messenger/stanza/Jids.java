package chat.monarch.messenger.stanza;

import chat.monarch.domain.id.RemoteUserId;
import java.util.Optional;
import org.jxmpp.jid.BareJid;
import org.jxmpp.jid.Jid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;

/// JIDs as the bridge's words, compared as GEN-6 says.
public final class Jids {
  private Jids() {}

  /// Reads a JID; empty when it is none.
  public static Optional<Jid> read(String text) {
    try {
      return Optional.of(JidCreate.from(text));
    } catch (XmppStringprepException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /// The user of a JID, whatever its resource; empty when it is no user's.
  public static Optional<RemoteUserId> user(String text) {
    return read(text)
        .map(Jid::asEntityBareJidIfPossible)
        .map(bare -> new RemoteUserId(bare.toString()));
  }

  /// The user of a JID of this domain.
  public static Optional<RemoteUserId> user(String text, String domain) {
    return user(text).filter(user -> domainOf(user).equalsIgnoreCase(domain));
  }

  /// The domain of a user.
  public static String domainOf(RemoteUserId user) {
    return user.value().substring(user.value().lastIndexOf('@') + 1);
  }

  /// Whether both name the same user or domain, whatever their resources.
  public static boolean sameBare(String one, String other) {
    return bare(one).equals(bare(other)) && !bare(one).isEmpty();
  }

  /// Whether both are the same address: resources count, and their letters' case too.
  public static boolean same(String one, String other) {
    return sameBare(one, other) && resource(one).equals(resource(other));
  }

  /// An address without its resource.
  public static String withoutResource(String jid) {
    var slash = jid.indexOf('/');
    return slash < 0 ? jid : jid.substring(0, slash);
  }

  private static String resource(String jid) {
    return jid.substring(withoutResource(jid).length());
  }

  private static String bare(String text) {
    return read(text)
        .map(Jid::asBareJid)
        .map(BareJid::toString)
        .map(bare -> new RemoteUserId(bare).value())
        .orElse("");
  }
}
