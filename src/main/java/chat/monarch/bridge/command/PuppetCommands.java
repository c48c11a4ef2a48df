package chat.monarch.bridge.command;

import chat.monarch.bridge.user.DoublePuppets;
import chat.monarch.bridge.user.PuppetCheck;
import jakarta.enterprise.context.ApplicationScoped;

/// Commands about whether the bridge writes as the user what he writes in other Messenger clients.
@ApplicationScoped
class PuppetCommands {
  private static final String NOTICES =
      "what you write in other Messenger clients appears in your rooms as a notice of mine";

  private final DoublePuppets puppets;

  PuppetCommands(DoublePuppets puppets) {
    this.puppets = puppets;
  }

  void login(Conversation with, boolean more) {
    if (more) {
      with.reply(
          "I take no access tokens of Matrix, and have removed your message in case there was one in"
              + " it; then please sign that session out. Type `login-matrix` alone.");
    } else {
      with.reply(sentence(puppets.switchOn(with.user())));
    }
  }

  void logout(Conversation with) {
    puppets.switchOff(with.user());
    with.reply("I do not write as you any more: " + NOTICES + ". `login-matrix` changes it back.");
  }

  void ping(Conversation with) {
    with.reply(sentence(puppets.check(with.user())));
  }

  private static String sentence(PuppetCheck check) {
    return switch (check) {
      case PuppetCheck.Works _ ->
          "I can write as you: what you write in other Messenger clients appears in your rooms as"
              + " written by you.";
      case PuppetCheck.SwitchedOff _ ->
          "I do not write as you, as you wished: " + NOTICES + ". `login-matrix` changes it.";
      case PuppetCheck.NotRegistered _ ->
          "The person who runs the bridge has not let me write as people of your homeserver: "
              + NOTICES
              + ".";
      case PuppetCheck.Refused(var reason) ->
          "I cannot write as you: "
              + reason
              + ". So "
              + NOTICES
              + ". Please tell the person who runs the bridge.";
    };
  }
}
