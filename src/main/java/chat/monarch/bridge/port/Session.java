package chat.monarch.bridge.port;

import chat.monarch.domain.id.RemoteUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One account's connection to the service, kept up until closed. Every call that asks the service
/// something blocks for 30 seconds at most.
public interface Session {
  /// How it is.
  SessionState state();

  /// Writes chat messages one behind the other and waits until the service proved that it has them:
  /// a later IQ of the same stream was answered, well or with an error (MSG-9). Paced by MSG-10.
  ///
  /// @return what became of each, in order: all [Delivery#SENT], or the first ones sent and the
  ///     rest uncertain or not written
  List<Delivery> send(List<OutgoingChat> messages);

  /// Tells a contact that the user types, or stopped, where he is to know (MSG-4). Waits for
  /// nothing, and may drop it.
  void tellTyping(RemoteUserId contact, boolean typing);

  /// The last messages exchanged with a contact (B.10). Never throws. Messages that came before the
  /// answer have been told to [SessionEvents#received], and that call returned.
  ///
  /// @param max how many to ask for
  Archive archive(RemoteUserId contact, int max);

  /// A contact's name and picture (B.9). Waits for its turn among others first (VC-6). Never
  /// throws.
  ContactCard card(RemoteUserId contact);

  /// Whose account an e-mail address is (B.11). Never throws.
  ///
  /// @param email as [Messenger#readEmail] gave it
  Lookup lookUp(String email);

  /// Asks somebody to become a contact (B.6). Never throws.
  ///
  /// @param name what he is to be called in the service's list, if anything
  /// @param listed whether he is in that list already: it cannot be changed, only asked again
  Addition add(RemoteUserId contact, @Nullable String name, boolean listed);

  /// Answers somebody who asked to become a contact (INV-3, INV-4).
  ///
  /// @return whether the service has the answer
  boolean answer(RemoteUserId inviter, boolean accept);

  /// From now on contacts see the account so, on this stream and on those after it (PRS-1). Online
  /// until it is called.
  void show(Presence presence);

  /// Gives up the present connection, if any, and makes a new one at once.
  void reconnect();

  /// Since when messages may have been lost: if the present stream were lost now, or with the
  /// streams before where [SessionEvents#online] did not tell it yet. Null where nothing is lost.
  @Nullable Instant doubtSince();

  /// Signs out: `unavailable`, end of stream, no reconnect. Returns at once; what the service still
  /// sends before it ends the stream is told.
  void close();

  /// Waits until a session that was closed has told everything, so long and no longer.
  void awaitClosed(Duration patience);
}
