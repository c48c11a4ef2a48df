package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the portals want to know of a login's connection. Called in the order of its stream.
public interface LoginListener {
  /// A login is about to be connected whose last stream ended with its process: what that lost
  /// comes before what it brought.
  void interrupted(LoginId login);

  /// A login is online; offline messages come only after this returned, so portals that must see
  /// the archive first are held here.
  void online(LoginId login);

  /// The login's initial presence was written: from here on the archive may be asked.
  ///
  /// @param firstTime whether the account was linked just now
  /// @param doubtSince since when messages may have been lost: all that the service sent before
  ///     was kept. Empty where nothing is lost, as we closed the last stream in order
  /// @param settled to be run when what may have been lost was looked after; until then it is told
  ///     again, with the same instant, at each sign-in, also of the next process
  void ready(LoginId login, boolean firstTime, Optional<Instant> doubtSince, Runnable settled);

  /// Messages came; they are committed when this returns.
  void received(LoginId login, List<IncomingChat> messages);

  /// A contact began to type, or stopped; that a message ends it is not told.
  void typing(LoginId login, RemoteUserId contact, boolean typing);

  /// The service refused a message that had been written.
  void refused(LoginId login, Refusal refusal);

  /// A contact was added or changed; the roster has him already.
  void contactChanged(LoginId login, Contact contact);

  /// Somebody asks to become a contact; told again at each sign-in until he is answered.
  void invited(LoginId login, Invitation invitation);

  /// Somebody who was asked to become a contact accepted or declined.
  void invitationAnswered(LoginId login, RemoteUserId contact, boolean accepted);

  /// A contact's presence bears this hash of his photo, empty for none.
  void photo(LoginId login, RemoteUserId contact, String hash);

  /// A contact is so from now on.
  void presence(LoginId login, RemoteUserId contact, Presence presence);

  /// The login's stream ended: how its contacts are nobody knows any more.
  void disconnected(LoginId login);

  /// The login stays offline until its user, or the operator, does something.
  void stopped(LoginId login);

  /// The login is gone for good: signed out by its user.
  void removed(LoginId login);
}
