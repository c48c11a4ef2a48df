package chat.monarch.bridge.port;

import chat.monarch.domain.id.EventId;

/// What became of an event that somebody sent, for clients that show it beside the message.
public sealed interface MessageStatus {
  /// The event.
  EventId event();

  /// The service has it. It never says whether the contact has it, so neither does this.
  record Delivered(EventId event) implements MessageStatus {}

  /// It waits, longer than people expect.
  record Waiting(EventId event) implements MessageStatus {}

  /// It was not delivered.
  ///
  /// @param sentence why, and what its sender can do
  record Failed(EventId event, Trouble trouble, String sentence) implements MessageStatus {}
}
