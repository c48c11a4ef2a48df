package chat.monarch.bridge.command;

import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.login.SignIn;
import chat.monarch.bridge.login.SignInStep;
import chat.monarch.bridge.user.ManagementRooms;
import chat.monarch.domain.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Commands by which an account is linked.
@ApplicationScoped
class SignInCommands {
  private static final String SIGNING_IN =
      "I am signing in to Messenger, and tell you how it goes.";

  private final SignIn signIn;
  private final Logins logins;
  private final ManagementRooms rooms;

  SignInCommands(SignIn signIn, Logins logins, ManagementRooms rooms) {
    this.signIn = signIn;
    this.logins = logins;
    this.rooms = rooms;
  }

  void login(Conversation with) {
    sendLink(with, null);
  }

  void relogin(Conversation with, @Nullable String named) {
    switch (Chosen.among(logins.loginsOf(with.user()), named, "relogin")) {
      case Chosen.None(var sentence) -> with.reply(sentence);
      case Chosen.One(var login) -> sendLink(with, login);
    }
  }

  private void sendLink(Conversation with, @Nullable Login again) {
    switch (signIn.begin(with.user(), again == null ? null : again.id())) {
      case SignInStep.Failed<URI>(var problem) -> with.reply(problem.sentence());
      case SignInStep.Next<URI>(var link) -> deliver(with, text(link, again));
    }
  }

  /// The link is for one person: it goes where nobody else reads.
  private void deliver(Conversation with, String text) {
    if (rooms.owner(with.room()).filter(with.user()::equals).isPresent()) {
      with.reply(text);
    } else {
      with.say(rooms.ensure(with.user()), text);
      with.reply("I have sent you a link in our management room.");
    }
  }

  private String text(URI link, @Nullable Login again) {
    var what = again == null ? "link your Messenger account" : "sign in again as " + again.who();
    return "Open this link to "
        + what
        + ", within "
        + signIn.lifetime().toMinutes()
        + " minutes: "
        + link
        + "\n\nIf your browser ends on a page that shows nothing, copy the whole address from it and"
        + " send it here as `login code <address>`.";
  }

  void code(Conversation with, Secret answer) {
    switch (signIn.pasted(with.user(), answer)) {
      case SignInStep.Failed<?>(var problem) -> with.reply(problem.sentence());
      case SignInStep.Next<?> _ -> with.reply(SIGNING_IN);
    }
  }

  void token(Conversation with, Secret access) {
    var _ = signIn.token(with.user(), access, null);
    with.reply(SIGNING_IN);
  }

  void misplaced(Conversation with) {
    with.reply(
        "Type `login` alone to get a link, `login code <address>` with the address at which your"
            + " browser ended, or `login token <access token>`.");
  }

  void cancel(Conversation with) {
    with.reply(
        signIn.cancel(with.user()) ? "The sign-in is cancelled." : "There is nothing to cancel.");
  }
}
