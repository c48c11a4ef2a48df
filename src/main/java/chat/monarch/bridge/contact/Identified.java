package chat.monarch.bridge.contact;

import chat.monarch.domain.id.RemoteUserId;

/// Whom somebody meant.
public sealed interface Identified {
  /// This account.
  record Account(RemoteUserId id) implements Identified {}

  /// Nobody that is known, and what to tell the user.
  record Nobody(String sentence) implements Identified {}
}
