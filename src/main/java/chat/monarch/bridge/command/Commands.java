package chat.monarch.bridge.command;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.user.BridgeConfig;
import chat.monarch.bridge.user.ManagementRooms;
import chat.monarch.bridge.user.Permissions;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.event.MatrixEvent;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// What is said to the bot: in a management room every line, elsewhere what begins with the prefix.
@ApplicationScoped
public class Commands {
  private final Homeserver homeserver;
  private final ManagementRooms managementRooms;
  private final Permissions permissions;
  private final BridgeConfig config;
  private final RoomCommands rooms;
  private final SignInCommands signIn;
  private final AccountCommands accounts;
  private final ContactCommands contacts;
  private final LookupCommands lookups;
  private final InvitationCommands invitations;
  private final PresenceCommands presence;
  private final PuppetCommands puppets;

  Commands(
      Homeserver homeserver,
      ManagementRooms managementRooms,
      Permissions permissions,
      BridgeConfig config,
      RoomCommands rooms,
      SignInCommands signIn,
      AccountCommands accounts,
      ContactCommands contacts,
      LookupCommands lookups,
      InvitationCommands invitations,
      PresenceCommands presence,
      PuppetCommands puppets) {
    this.homeserver = homeserver;
    this.managementRooms = managementRooms;
    this.permissions = permissions;
    this.config = config;
    this.rooms = rooms;
    this.signIn = signIn;
    this.accounts = accounts;
    this.contacts = contacts;
    this.lookups = lookups;
    this.invitations = invitations;
    this.presence = presence;
    this.puppets = puppets;
  }

  /// Whether a message is for the bot, and not to be carried over.
  public boolean isCommand(MatrixEvent.Message event) {
    return line(event).isPresent();
  }

  /// The same in a portal's room, where only the prefix makes a command.
  public boolean isPrefixed(MatrixEvent.Message event) {
    return text(event).flatMap(this::behindPrefix).isPresent();
  }

  /// Does what a command says, and answers. Blocks. A command that comes again is done again, which
  /// does no harm, and answered once.
  ///
  /// @throws HomeserverException when the homeserver did not take the answer
  public void handle(MatrixEvent.Message event) {
    if (permissions.mayUse(event.sender())) {
      line(event).ifPresent(line -> answer(event, CommandReader.read(line)));
    }
  }

  /// The command in the message, without the prefix.
  private Optional<String> line(MatrixEvent.Message event) {
    var behind = text(event).flatMap(this::behindPrefix);
    return behind.isPresent() || !managementRooms.isManagementRoom(event.room())
        ? behind
        : text(event);
  }

  private static Optional<String> text(MatrixEvent.Message event) {
    return !event.edit() && event.content() instanceof Content.Text(var body)
        ? Optional.of(body)
        : Optional.empty();
  }

  /// What follows the prefix, if the text begins with it as a word.
  private Optional<String> behindPrefix(String body) {
    var text = body.strip();
    var prefix = config.commandPrefix();
    if (!text.startsWith(prefix)) {
      return Optional.empty();
    }
    var rest = text.substring(prefix.length());
    if (rest.isEmpty()) {
      return Optional.of(CommandWord.HELP.word());
    }
    return Character.isWhitespace(rest.charAt(0)) ? Optional.of(rest) : Optional.empty();
  }

  private void answer(MatrixEvent.Message event, Command command) {
    var with = new Conversation(homeserver.bot(), event);
    if (command.mayHoldSecret()) {
      with.redact();
    }
    try {
      run(with, command);
    } catch (HomeserverException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      Log.errorf(failure, "A command failed: %s", command.getClass().getSimpleName());
      with.reply(
          "Something went wrong inside the bridge, and your command was not done. Please try again;"
              + " if it stays so, tell the person who runs the bridge, who finds it in the log.");
    }
  }

  private void run(Conversation with, Command command) {
    switch (command) {
      case Command.Help(var about) -> rooms.help(with, about);
      case Command.Version _ -> rooms.version(with);
      case Command.SetManagementRoom _ -> rooms.setManagementRoom(with);
      case Command.NotYet(var word) -> rooms.notYet(with, word);
      case Command.Wrong(var word) -> rooms.wrong(with, word);
      case Command.Unknown(var word) -> rooms.unknown(with, word);
      case Command.Login _ -> signIn.login(with);
      case Command.LoginCode(var answer) -> signIn.code(with, answer);
      case Command.LoginToken(var access) -> signIn.token(with, access);
      case Command.Misplaced _ -> signIn.misplaced(with);
      case Command.Relogin(var login) -> signIn.relogin(with, login);
      case Command.Cancel _ -> signIn.cancel(with);
      case Command.ListLogins _ -> accounts.list(with);
      case Command.Logout(var login) -> accounts.logout(with, login);
      case Command.Reconnect(var login) -> accounts.reconnect(with, login);
      case Command.Ping _ -> accounts.ping(with);
      case Command.Contacts(var text) -> contacts.contacts(with, text);
      case Command.StartChat(var login, var whom) -> contacts.startChat(with, login, whom);
      case Command.Resolve(var whom) -> lookups.resolve(with, whom);
      case Command.Search(var text) -> lookups.search(with, text);
      case Command.Add(var words) -> lookups.add(with, words);
      case Command.Invitations _ -> invitations.list(with);
      case Command.Answer(var which, var accept) -> invitations.answer(with, which, accept);
      case Command.Status(var wanted) -> presence.status(with, wanted);
      case Command.ShownStatus _ -> presence.shown(with);
      case Command.LoginMatrix(var more) -> puppets.login(with, more);
      case Command.LogoutMatrix _ -> puppets.logout(with);
      case Command.PingMatrix _ -> puppets.ping(with);
      case Command.Logins _ -> forAdmins(with);
    }
  }

  private void forAdmins(Conversation with) {
    if (permissions.isAdmin(with.user())) {
      accounts.listAll(with);
    } else {
      rooms.adminsOnly(with);
    }
  }
}
