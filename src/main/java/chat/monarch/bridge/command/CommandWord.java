package chat.monarch.bridge.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The words that begin a command, and what `help` says of each.
enum CommandWord {
  HELP("[command]", "shows what I can do, or explains one command"),
  VERSION("", "shows which version of the bridge this is"),
  CANCEL("", "stops a sign-in that is under way"),
  LOGIN(
      "",
      "links a Messenger account: I send you a link for your browser. When the browser ends on a"
          + " page that shows nothing, copy its address and send `login code <address>`. Whoever"
          + " has an access token sends `login token <access token>`"),
  LIST_LOGINS("", "lists your accounts and how they are"),
  LOGOUT("[login]", "signs an account out; your rooms stay"),
  RELOGIN("[login]", "signs an account in again, with the same rooms"),
  RECONNECT("[login]", "makes a new connection to Messenger at once"),
  PING("", "says how the bridge and your accounts are connected"),
  CONTACTS("[text]", "lists your contacts, or those whose name or id has the text in it"),
  SEARCH("<text>", "finds contacts by name or id, and anybody by his whole e-mail address"),
  RESOLVE_IDENTIFIER("<e-mail or id>", "says whose an e-mail address or id is"),
  START_CHAT("[login] <e-mail or id>", "opens the conversation with a contact, or finds it", "pm"),
  ADD(
      "[login] <e-mail or id> [name]",
      "invites somebody to be a contact; a name for one whom you have is kept here only, as"
          + " Messenger cannot rename, regroup, remove or block contacts"),
  INVITATIONS("", "lists who wants to be your contact, and whom you have invited"),
  ACCEPT("<number or id>", "accepts an invitation"),
  DECLINE("<number or id>", "declines an invitation"),
  STATUS(
      "<online, away, busy, offline> [text]",
      "sets what your contacts see of you; alone it says what they see now"),
  SET_MANAGEMENT_ROOM("", "makes this room the one where every line is a command"),
  LOGIN_MATRIX(
      "",
      "shows what you write in other Messenger clients as written by you, where the bridge may do so"),
  LOGOUT_MATRIX("", "shows it as notices of mine instead"),
  PING_MATRIX("", "says whether I can write as you"),
  LOGINS(Access.ADMIN, "", "lists the accounts of everybody"),
  SYNC(Access.LATER),
  DELETE_PORTAL(Access.LATER),
  UNBRIDGE(Access.LATER),
  DELETE_ALL_PORTALS(Access.LATER),
  SUDO(Access.LATER);

  /// Who may use it.
  enum Access {
    EVERYBODY,
    ADMIN,
    /// Nobody yet: this version cannot do it.
    LATER
  }

  private final Access access;
  private final String arguments;
  private final String meaning;
  private final String alias;

  CommandWord(String arguments, String meaning) {
    this(Access.EVERYBODY, arguments, meaning);
  }

  CommandWord(String arguments, String meaning, String alias) {
    this(Access.EVERYBODY, arguments, meaning, alias);
  }

  CommandWord(Access access) {
    this(access, "", "does not work in this version yet");
  }

  CommandWord(Access access, String arguments, String meaning) {
    this(access, arguments, meaning, "");
  }

  CommandWord(Access access, String arguments, String meaning, String alias) {
    this.access = access;
    this.arguments = arguments;
    this.meaning = meaning;
    this.alias = alias;
  }

  /// The command that a word means, in any case of letters.
  static Optional<CommandWord> of(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(each -> each.isCalled(lower)).findFirst();
  }

  Access access() {
    return access;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private boolean isCalled(String lower) {
    return lower.equals(word()) || (!alias.isEmpty() && lower.equals(alias));
  }

  /// How it is typed.
  String usage() {
    return arguments.isEmpty() ? word() : word() + " " + arguments;
  }

  String meaning() {
    return meaning;
  }

  /// Another word for it, or empty.
  String alias() {
    return alias;
  }
}
