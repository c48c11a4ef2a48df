package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import java.util.List;

/// What the portals want to know of a login's connection. Called in the order of its stream.
public interface LoginListener {
  /// A login is online; offline messages come only after this returned, so portals that must see
  /// the archive first are held here.
  ///
  /// @param firstTime whether the account was linked just now
  void online(LoginId login, List<Contact> contacts, boolean firstTime);

  /// The login's initial presence was written: from here on the archive may be asked.
  void ready(LoginId login, boolean firstTime);

  /// Messages came; they are committed when this returns.
  void received(LoginId login, List<IncomingChat> messages);

  /// The service refused a message that had been written.
  void rejected(LoginId login, RemoteUserId to, String stanzaId, String reason);

  /// A contact's name or picture may be new.
  void cardMayBeNew(LoginId login, RemoteUserId contact);

  /// The login stays offline until its user, or the operator, does something.
  void stopped(LoginId login);

  /// The login is gone for good: signed out by its user.
  void removed(LoginId login);
}
