package chat.monarch.bridge.port;

import chat.monarch.domain.id.RemoteUserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Messenger service.
public interface Messenger {
  /// Opens a connection and keeps it up, with its own reconnects, until it is closed. Returns at
  /// once; everything else is told to `events`.
  ///
  /// @param account the account that must answer (BND-3), or null when it is not known yet
  Session open(@Nullable RemoteUserId account, TokenSource tokens, SessionEvents events);

  /// How many messages may be written before the first of them is proved (MSG-9): no more than the
  /// pace lets out within a second.
  int burst();

  /// The parts in which a text goes over the wire, in order: cleaned of what XML forbids, none
  /// longer than a stanza may be (MSG-8). Empty when nothing is left to send.
  List<String> parts(String text);

  /// Reads what a person typed as an account of the service, or null when it is none: a JID of the
  /// service's domain (GJ-4).
  @Nullable RemoteUserId readAccount(String typed);

  /// Reads what a person typed as an e-mail address, in lower case, or null when it is none (GJ-1,
  /// GJ-4).
  @Nullable String readEmail(String typed);

  /// Reads what a person typed as a name, without what no name may have in it; null when nothing is
  /// left.
  @Nullable String readName(String typed);
}
