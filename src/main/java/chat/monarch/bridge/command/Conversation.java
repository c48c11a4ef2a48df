package chat.monarch.bridge.command;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;

/// One command and its answers. The answers' names come from the command's event, so that a command
/// that comes again is not answered twice.
final class Conversation {
  private static final String REASON = "It may have held a secret";

  private final Intent bot;
  private final MatrixEvent.Message command;
  private int answers;

  Conversation(Intent bot, MatrixEvent.Message command) {
    this.bot = bot;
    this.command = command;
  }

  MatrixUserId user() {
    return command.sender();
  }

  RoomId room() {
    return command.room();
  }

  /// Answers in the room of the command.
  void reply(String text) {
    bot.send(room(), OutgoingEvent.reply(text, command.id()), next("reply"));
  }

  /// Says something in another room.
  void say(RoomId elsewhere, String text) {
    bot.send(elsewhere, OutgoingEvent.notice(text), next("elsewhere"));
  }

  /// Takes the command away, or asks the user to do it where the bot may not.
  void redact() {
    try {
      bot.redact(room(), command.id(), REASON, next("redact"));
    } catch (HomeserverException.Refused _) {
      reply(
          "Your message may hold a secret, and I am not allowed to remove it here. Please remove it"
              + " yourself.");
    }
  }

  private TransactionId next(String what) {
    return TransactionId.answering(command.id(), what + answers++);
  }
}
