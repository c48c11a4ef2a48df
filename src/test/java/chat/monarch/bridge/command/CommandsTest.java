package chat.monarch.bridge.command;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.login.LoginFixture.OTHER;
import static chat.monarch.bridge.login.LoginFixture.contact;
import static chat.monarch.bridge.user.UserFixture.ADMIN;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static chat.monarch.bridge.user.UserFixture.BOB;
import static chat.monarch.bridge.user.UserFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.monarch.bridge.contact.ContactFixture;
import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.portal.FakePortals;
import chat.monarch.bridge.portal.Portals;
import chat.monarch.bridge.presence.OwnPresences;
import chat.monarch.bridge.presence.PresenceSettings;
import chat.monarch.bridge.presence.PresenceSwitches;
import chat.monarch.bridge.presence.WhoIsThere;
import chat.monarch.domain.content.Content;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.PortalKey;
import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {
  /// One contact is there, the others are not.
  private static final WhoIsThere HOW =
      (_, contact) ->
          contact.equals(contact("b2", "").id())
              ? new Presence(Presence.Availability.BUSY, "In a meeting")
              : Presence.OFFLINE;

  private final LoginFixture with = new LoginFixture();
  private final ContactFixture people = new ContactFixture(with);
  private final RoomId room = with.users.managementRoom(ALICE);
  private final List<PortalKey> opened = new ArrayList<>();
  private final Commands commands = commands(new FakePortals(this::openPortal));

  private Commands commands(Portals portals) {
    return commands(with, people, portals);
  }

  static Commands commands(LoginFixture with, ContactFixture people, Portals portals) {
    var users = with.users;
    return new Commands(
        users.homeserver,
        users.rooms,
        users.permissions,
        users.config,
        new RoomCommands(users.rooms, users.homeserver, users.permissions, users.config, "26.11.0"),
        new SignInCommands(with.signIn, with.logins, users.rooms),
        new AccountCommands(
            with.logins,
            with.consent,
            users.homeserver,
            PresenceSwitches.of(users.homeserver),
            with.clock),
        new ContactCommands(
            with.logins,
            with.rosters,
            people.names,
            people.identifiers,
            portals,
            HOW,
            users.homeserver),
        new LookupCommands(
            with.logins,
            with.rosters,
            people.names,
            people.identifiers,
            people.adding,
            with.messenger,
            HOW),
        new InvitationCommands(with.logins, people.invitations, people.answers, people.names),
        new PresenceCommands(
            with.logins, new OwnPresences(with.logins, users.table, PresenceSettings.mirror())),
        new PuppetCommands(users.puppets));
  }

  private RoomId openPortal(PortalKey key) {
    opened.add(key);
    return new RoomId("!portal:example.org");
  }

  @AfterEach
  void close() {
    with.close();
  }

  @Test
  void in_a_management_room_every_line_is_a_command() {
    assertThat(commands.isCommand(with.users.message(ALICE, room, "hello"))).isTrue();
  }

  @Test
  void elsewhere_the_prefix_counts_as_a_word() {
    var elsewhere = with.users.homeserver.room("!portal", ALICE);

    assertThat(commands.isCommand(with.users.message(ALICE, elsewhere, "!messenger ping")))
        .isTrue();
    assertThat(commands.isCommand(with.users.message(ALICE, elsewhere, "!messenger"))).isTrue();
    assertThat(commands.isCommand(with.users.message(ALICE, elsewhere, "!messengers are fun")))
        .isFalse();
    assertThat(commands.isCommand(with.users.message(ALICE, elsewhere, "ping"))).isFalse();
  }

  @Test
  void notices_and_edits_are_no_commands() {
    var notice =
        new MatrixEvent.Message(
            new EventId("$n"), room, ALICE, Instant.EPOCH, new Content.Notice("ping"), null, false);
    var edit =
        new MatrixEvent.Message(
            new EventId("$e"), room, ALICE, Instant.EPOCH, new Content.Text("ping"), null, true);

    assertThat(commands.isCommand(notice)).isFalse();
    assertThat(commands.isCommand(edit)).isFalse();
  }

  @Test
  void help_lists_what_works_and_to_admins_more() {
    assertThat(answer("help"))
        .contains("`login`", "`start-chat [login] <e-mail or id>`", "`search <text>`")
        .doesNotContain("sudo", "`logins`");
    var adminRoom = with.users.managementRoom(ADMIN);
    assertThat(answer(ADMIN, adminRoom, "help")).contains("`logins`");
  }

  @Test
  void writing_as_the_user_is_asked_for_switched_off_and_on() {
    assertThat(answer("ping-matrix")).contains("has not let me write as people");
    with.users.homeserver.registerPuppet(ALICE);

    assertThat(answer("ping-matrix")).contains("I can write as you");
    assertThat(answer("logout-matrix")).contains("do not write as you", "`login-matrix`");
    assertThat(answer("ping-matrix")).contains("as you wished");
    assertThat(answer("login-matrix")).contains("I can write as you");
    with.users.homeserver.refusePuppet(ALICE);
    assertThat(answer("ping-matrix")).contains("the homeserver refuses it (403 M_FORBIDDEN)");
  }

  @Test
  void a_token_of_matrix_is_removed_and_not_taken() {
    assertThat(answer("login-matrix syt_secret")).contains("no access tokens of Matrix");
    assertThat(with.users.homeserver.redacted()).hasSize(1);
  }

  @Test
  void help_explains_one_command() {
    assertThat(answer("help pm"))
        .isEqualTo(
            "`start-chat [login] <e-mail or id>` (also `pm`) opens the conversation with a contact, or finds it.");
    assertThat(answer("help nonsense")).contains("no such command", "`help`");
  }

  @Test
  void help_outside_the_management_room_shows_the_prefix() {
    var elsewhere = with.users.homeserver.room("!portal", ALICE);

    assertThat(answer(ALICE, elsewhere, "!messenger help")).contains("`!messenger login`");
  }

  @Test
  void version_and_cancel_answer() {
    assertThat(answer("version")).isEqualTo("Monarch 26.11.0");
    assertThat(answer("cancel")).isEqualTo("There is nothing to cancel.");
  }

  @Test
  void login_sends_a_link() {
    assertThat(answer("login"))
        .contains("https://bridge.example/login/", "15 minutes", "`login code <address>`");
  }

  @Test
  void a_link_goes_where_nobody_else_reads() {
    var group = with.users.homeserver.room("!group", ALICE, BOB);

    assertThat(answer(ALICE, group, "!messenger login"))
        .doesNotContain("https://")
        .contains("management room");
    assertThat(with.users.homeserver.said(room)).last().asString().contains("/login/");
  }

  @Test
  void login_without_client_id_says_what_works() {
    with.consent.withoutClient();

    assertThat(answer("login")).contains("only `login token <access token>` works");
  }

  @Test
  void a_token_is_redacted_and_used() throws Exception {
    var event = with.users.message(ALICE, room, "login token EwAd+/=");

    commands.handle(event);

    assertThat(with.users.homeserver.redacted()).containsExactly(event.id());
    assertThat(with.messenger.last().tokens.current().value()).isEqualTo("EwAd+/=");
  }

  @Test
  void where_the_bot_may_not_redact_the_user_is_asked_to() {
    with.users.homeserver.forbidRedactions();

    commands.handle(with.users.message(ALICE, room, "login token EwAd+/="));

    assertThat(with.users.homeserver.said(room).getFirst()).contains("remove it yourself");
    assertThat(with.messenger.opened()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"login EwAdAPVHi1L0", "login code", "login token a b"})
  void a_secret_at_the_wrong_place_is_redacted_too(String line) {
    assertThat(answer(line)).contains("`login token <access token>`");
    assertThat(with.users.homeserver.redacted()).hasSize(1);
    assertThat(with.messenger.opened()).isEmpty();
  }

  @Test
  void a_code_without_a_sign_in_is_refused_in_a_sentence() {
    assertThat(answer("login code c1")).contains("Type `login` first");
  }

  @Test
  void without_an_account_each_command_says_to_link_one() {
    for (var line :
        List.of(
            "list-logins",
            "logout",
            "relogin",
            "reconnect",
            "contacts",
            "pm x@y",
            "ping",
            "status away")) {
      assertThat(answer(line)).contains("Type `login` to link one");
    }
  }

  @Test
  void list_logins_and_ping_say_who_and_how_in_words() {
    with.link(ALICE, ACCOUNT);

    assertThat(answer("list-logins"))
        .isEqualTo("- Alice Liddell (`" + LOGIN.value() + "`): connected");
    with.messenger.last().become(new SessionState.Waiting("no route", Instant.EPOCH));
    assertThat(answer("ping")).contains("homeserver answers", "not connected (no route)");
  }

  @Test
  void ping_says_that_presence_is_switched_off_at_the_homeserver() {
    with.link(ALICE, ACCOUNT);
    assertThat(answer("ping")).doesNotContain("Presence");

    with.users.homeserver.keepPresence(false);
    var later = commands(with, people, new FakePortals(this::openPortal));
    later.handle(with.users.message(ALICE, room, "ping"));

    assertThat(with.users.homeserver.said(room)).last().asString().contains("switched off");
  }

  @Rule("OA-11")
  @Test
  void logout_means_the_only_login_and_says_how_to_withdraw() {
    with.link(ALICE, ACCOUNT);

    assertThat(answer("logout"))
        .contains("signed out Alice Liddell", "https://consent.example/withdraw");
    assertThat(with.messenger.last().isClosed()).isTrue();
  }

  @Test
  void with_several_logins_the_choice_is_listed() {
    with.link(ALICE, ACCOUNT);
    with.link(ALICE, OTHER);

    assertThat(answer("logout"))
        .contains("`logout " + LOGIN.value() + "`", "`logout " + OTHER.value() + "`");
    assertThat(answer("logout nobody@x")).contains("None of your accounts is called so");
    assertThat(answer("logout " + OTHER.value().toUpperCase(Locale.ROOT)))
        .contains("I have signed out");
  }

  @Test
  void nobody_reaches_the_login_of_another() {
    with.link(ALICE, ACCOUNT);
    with.link(BOB, OTHER);

    assertThat(answer("logout " + OTHER.value())).contains("None of your accounts");
    assertThat(with.logins.session(LoginId.of(OTHER))).isPresent();
  }

  @Test
  void relogin_sends_a_link_for_that_account() {
    with.link(ALICE, ACCOUNT);

    assertThat(answer("relogin")).contains("sign in again as Alice Liddell", "/login/");
  }

  @Test
  void reconnect_makes_a_new_connection() {
    with.link(ALICE, ACCOUNT);

    assertThat(answer("reconnect")).contains("connecting Alice Liddell");
    assertThat(with.messenger.last().reconnects()).isEqualTo(1);
  }

  @Test
  void contacts_are_listed_by_name_and_can_be_searched() {
    with.link(ALICE, ACCOUNT, contact("b2", "carol"), contact("b1", "Bob"));

    assertThat(answer("contacts"))
        .endsWith(
            "- Bob (`b1@messenger.live.com`), offline\n"
                + "- carol (`b2@messenger.live.com`), busy: In a meeting");
    assertThat(answer("contacts CAR")).contains("carol").doesNotContain("Bob");
    assertThat(answer("contacts zzz")).contains("no contact like that");
  }

  @Test
  void a_status_is_shown_and_the_reply_says_how_long() {
    with.link(ALICE, ACCOUNT);

    assertThat(answer("status busy In a meeting"))
        .contains("busy", "until you type `status online`");
    assertThat(answer("status offline")).contains("offline", "waits at Messenger");
    assertThat(answer("status online")).isEqualTo("Your contacts see you online again.");
    assertThat(with.messenger.last().shown)
        .containsExactly(
            new Presence(Presence.Availability.BUSY, "In a meeting"),
            Presence.OFFLINE,
            Presence.ONLINE);
  }

  @Test
  void status_alone_says_what_the_contacts_of_each_account_see_and_how_to_change_it() {
    assertThat(answer("status")).contains("`login`");

    with.link(ALICE, ACCOUNT);
    assertThat(answer("status"))
        .isEqualTo(
            """
            This is what your contacts see of you:
            - Alice Liddell (`00037ffe@messenger.live.com`): online
            To change it, type `status <online, away, busy, offline> [text]`.""");

    with.link(ALICE, OTHER);
    with.messenger.last().become(new SessionState.Waiting("no network", Instant.EPOCH));
    answer("status busy In a meeting");
    assertThat(answer("status"))
        .contains(
            "- Alice Liddell (`00037ffe@messenger.live.com`): busy, with the words: In a meeting\n",
            "): nothing, as this account is not connected (no network); I go on trying\n");
  }

  @Test
  void start_chat_opens_the_portal_and_says_where_it_is() {
    with.link(ALICE, ACCOUNT, contact("b1", "Bob"));

    assertThat(answer("start-chat b1@messenger.live.com"))
        .isEqualTo(
            "Your conversation with Bob is here:"
                + " https://matrix.to/#/!portal:example.org?via=example.org");
    assertThat(opened).containsExactly(new PortalKey(LOGIN, contact("b1", "").id()));
  }

  @Test
  void start_chat_with_no_contact_says_so_and_how_to_invite() {
    with.link(ALICE, ACCOUNT);
    assertThat(answer("start-chat b1@messenger.live.com"))
        .endsWith(
            "\nThat is not a contact of yours yet; `add b1@messenger.live.com` invites to be one.");

    with.link(ALICE, OTHER);
    assertThat(answer("start-chat " + OTHER.value() + " b1@messenger.live.com"))
        .endsWith("`add " + OTHER.value() + " b1@messenger.live.com` invites to be one.");
  }

  @Test
  void start_chat_explains_what_it_cannot_take() {
    with.link(ALICE, ACCOUNT);

    assertThat(answer("pm bob")).contains("neither an e-mail address nor an id of Messenger");
    assertThat(answer("pm " + ACCOUNT.value())).contains("your own account");
    assertThat(answer("pm"))
        .isEqualTo("That is typed like this: `start-chat [login] <e-mail or id>`");
    assertThat(opened).isEmpty();
  }

  @Test
  void a_room_for_two_can_become_the_management_room_and_others_not() {
    var second = with.users.homeserver.room("!second", ALICE);
    var group = with.users.homeserver.room("!group", ALICE, BOB);

    assertThat(answer(ALICE, group, "!messenger set-management-room"))
        .contains("nobody but us two");
    assertThat(answer(ALICE, second, "!messenger set-management-room"))
        .contains("your management room now");
    assertThat(with.users.rooms.find(ALICE)).contains(second);
  }

  @Test
  void the_logins_of_everybody_are_for_admins() {
    with.link(ALICE, ACCOUNT);
    var adminRoom = with.users.managementRoom(ADMIN);

    assertThat(answer("logins")).contains("Only administrators");
    assertThat(answer(ADMIN, adminRoom, "logins")).contains(ALICE.value(), LOGIN.value());
  }

  @Test
  void what_comes_later_and_what_is_unknown_get_a_sentence_each() {
    assertThat(answer("sync")).contains("`sync` does not work in this version yet");
    assertThat(answer("hepl")).contains("do not know the command `hepl`", "`help`");
    assertThat(answer("ping me")).isEqualTo("That is typed like this: `ping`");
  }

  @Test
  void somebody_without_permission_gets_no_answer() {
    var theirs = with.users.homeserver.room("!theirs", STRANGER);

    commands.handle(with.users.message(STRANGER, theirs, "!messenger help"));

    assertThat(with.users.homeserver.said(theirs)).isEmpty();
  }

  @Test
  void a_command_that_comes_again_is_answered_once() {
    var event = with.users.message(ALICE, room, "version");

    commands.handle(event);
    commands.handle(event);

    assertThat(with.users.homeserver.said(room)).hasSize(1);
  }

  @Test
  void a_fault_of_ours_is_told_to_the_user() {
    with.link(ALICE, ACCOUNT);
    var broken =
        commands(
            new FakePortals(
                _ -> {
                  throw new IllegalStateException("broken");
                }));
    var event = with.users.message(ALICE, room, "pm b1@messenger.live.com");

    broken.handle(event);

    assertThat(with.users.homeserver.said(room)).last().asString().contains("inside the bridge");
  }

  @Test
  void a_homeserver_that_is_away_is_the_callers_matter() {
    with.users.homeserver.goAway();
    var event = with.users.message(ALICE, room, "version");

    assertThatThrownBy(() -> commands.handle(event))
        .isInstanceOf(HomeserverException.Unavailable.class);
  }

  private String answer(String line) {
    return answer(ALICE, room, line);
  }

  private String answer(MatrixUserId sender, RoomId where, String line) {
    commands.handle(with.users.message(sender, where, line));
    return with.users.homeserver.said(where).getLast();
  }
}
