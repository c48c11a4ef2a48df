package chat.monarch.bridge.port;

import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteUserId;
import java.util.List;
import java.util.Optional;

/// The Matrix homeserver.
public interface Homeserver {
  /// What the bot can do.
  Intent bot();

  /// What the ghost of a contact can do.
  Intent ghost(RemoteUserId contact);

  /// What a real user can do through us, by the operator's double-puppet registration; empty where
  /// there is none for him. What is sent so comes not back to us.
  Optional<Intent> puppet(MatrixUserId user);

  /// The contact whose ghost this is, or empty when it is none of ours.
  Optional<RemoteUserId> contactOf(MatrixUserId user);

  /// Reads an event as it was kept. Never throws: what it cannot make sense of is
  /// [MatrixEvent.Other].
  MatrixEvent read(ReceivedEvent event);

  /// The pieces in which a text fits into events, in order; never empty.
  List<String> parts(String text);

  /// The server name in user ids.
  String domain();
}
