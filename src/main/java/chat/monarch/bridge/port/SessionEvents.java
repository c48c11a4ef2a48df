package chat.monarch.bridge.port;

import chat.monarch.domain.id.RemoteUserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a connection tells. Called on virtual threads, one call at a time and in the order of the
/// stream; a call may block, what comes meanwhile waits in a bounded mailbox.
public interface SessionEvents {
  /// Signed in, roster fetched; nothing else of this stream was told before. Only after this call
  /// returned the session is [SessionState.Online], and sends its initial presence, which makes
  /// offline messages come.
  ///
  /// @param contacts the whole roster
  /// @param doubtSince since when messages may have been lost with the streams before this one: all
  ///     that the service sent until then was told. Null where nothing is lost, as there was no
  ///     stream before or we closed it in order. Told again until a call has returned
  void online(RemoteUserId account, List<Contact> contacts, @Nullable Instant doubtSince);

  /// The initial presence was written: what the service kept for us comes before the answer to any
  /// later request.
  void ready();

  /// Messages came. When this returns they are committed; an exception ends the stream.
  void received(List<IncomingChat> messages);

  /// A contact began to type, or stopped (MSG-4). That a message ends it is not told.
  void typing(RemoteUserId contact, boolean typing);

  /// The service sent an error for a message (MSG-7).
  void refused(Refusal refusal);

  /// A contact was added or changed (ROS-4).
  void contactChanged(Contact contact);

  /// A contact was removed elsewhere (ROS-4).
  void contactRemoved(RemoteUserId contact);

  /// Somebody asks to become a contact; told again at each sign-in until he is answered (INV-1).
  void invited(Invitation invitation);

  /// Somebody who was asked to become a contact accepted or declined (ADD-4).
  void invitationAnswered(RemoteUserId contact, boolean accepted);

  /// A contact's presence bears the hash of his photo: the first of this stream, or another than
  /// before (VC-6).
  ///
  /// @param hash empty when he has no photo
  void photo(RemoteUserId contact, String hash);

  /// A contact is so from now on; of those who were not spoken of on this stream nothing is known
  /// (PRS-6).
  void presence(RemoteUserId contact, Presence presence);

  /// One incoming stanza was too large or unreadable and was dropped; the stream goes on.
  ///
  /// @param what for people: what was dropped and why
  void dropped(String what);

  /// The state changed.
  void changed(SessionState state);
}
