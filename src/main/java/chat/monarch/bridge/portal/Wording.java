package chat.monarch.bridge.portal;

import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.id.LoginId;
import jakarta.enterprise.context.ApplicationScoped;

/// What a Matrix message says where there is only plain text.
@ApplicationScoped
class Wording {
  private final Logins logins;
  private final Emoticons emoticons;

  Wording(Logins logins, Emoticons emoticons) {
    this.logins = logins;
    this.emoticons = emoticons;
  }

  /// The text: an edit as `* new text`, a reply under a quoted line, an emote as `* name text`.
  /// Emoji are codes where they are to be.
  String of(LoginId login, MatrixEvent.Message message) {
    var text =
        switch (message.content()) {
          case Content.Text(var body) -> body;
          case Content.Notice(var body) -> body;
          case Content.Emote(var body) -> "* " + name(login) + " " + body;
        };
    var quoted = message.replyTo() == null ? text : "> " + message.replyTo() + "\n" + text;
    return emoticons.written(message.edit() ? "* " + quoted : quoted);
  }

  private String name(LoginId login) {
    return logins.find(login).map(Login::name).orElse("I");
  }

  /// Why the service refused a message, for its sender.
  String ofRefusal(String condition) {
    return switch (condition) {
      case "item-not-found" -> "Messenger knows nobody under this address any more";
      case "remote-server-not-found" -> "Messenger does not reach this address";
      case "not-well-formed" -> "Messenger could not read it";
      case "forbidden", "not-allowed" -> "Messenger does not allow you to write to this contact";
      default -> "Messenger refused it (" + condition + ")";
    };
  }
}
