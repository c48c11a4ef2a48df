package chat.monarch.bridge.command;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.login.LoginFixture.LOGIN;
import static chat.monarch.bridge.login.LoginFixture.OTHER;
import static chat.monarch.bridge.login.LoginFixture.contact;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.contact.ContactFixture;
import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.bridge.port.Addition;
import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.Contact.Subscription;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Lookup;
import chat.monarch.bridge.portal.FakePortals;
import chat.monarch.domain.Ghost;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.testkit.Rule;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Commands by which people are found, added and answered.
final class PeopleCommandsTest {
  private static final RemoteUserId DAN = new RemoteUserId("d1@messenger.live.com");
  private static final RemoteUserId BOB = new RemoteUserId("b1@messenger.live.com");

  private final LoginFixture with = new LoginFixture();
  private final ContactFixture people = new ContactFixture(with);
  private final RoomId room = with.users.managementRoom(ALICE);
  private final Commands commands =
      CommandsTest.commands(with, people, new FakePortals(_ -> new RoomId("!portal:example.org")));

  @AfterEach
  void close() {
    with.close();
  }

  private String answer(String line) {
    commands.handle(with.users.message(ALICE, room, line));
    return with.users.homeserver.said(room).getLast();
  }

  private void find(Lookup answer) {
    with.messenger.last().answerLookUps(answer);
  }

  /// Somebody asks to become a contact, and the user was told: that comes aside, and would be taken
  /// for the answer to a command.
  private void invite(Invitation invitation) {
    people.incoming.invited(LOGIN, invitation);
    var row = people.invitations.find(LOGIN, invitation.from(), true).orElseThrow();
    with.users.homeserver.awaitSaying("`accept " + row.number() + "`");
  }

  private List<String> asked() {
    return with.messenger.last().asked;
  }

  @Test
  void without_an_account_each_command_says_to_link_one() {
    for (var line : List.of("search x", "resolve-identifier x@y", "add x@y", "invitations")) {
      assertThat(answer(line)).contains("Type `login` to link one");
    }
  }

  @Test
  void unknown_not_offered_and_no_answer_are_three_sentences() {
    with.link(ALICE, ACCOUNT);

    for (var command : List.of("add ", "pm ", "resolve-identifier ", "search ")) {
      find(new Lookup.Unknown());
      assertThat(answer(command + "Bob@Example.net"))
          .contains("no Messenger account with the address bob@example.net");
      find(new Lookup.NotOffered());
      assertThat(answer(command + "bob@example.net")).contains("does not tell whose");
      find(new Lookup.NoAnswer("the service did not answer within 30 seconds"));
      assertThat(answer(command + "bob@example.net"))
          .contains("did not answer within 30 seconds", "try again");
    }
    assertThat(asked()).allMatch(each -> each.equals("look up bob@example.net"));
  }

  @Rule("ADD-2")
  @Test
  void somebody_is_added_by_email_and_only_the_id_goes_out() {
    with.link(ALICE, ACCOUNT);
    find(new Lookup.Found(DAN));

    assertThat(answer("add dan@example.org Dan the Man"))
        .startsWith("I have invited Dan the Man (`d1@messenger.live.com`)");

    assertThat(asked())
        .containsExactly("look up dan@example.org", "add d1@messenger.live.com as Dan the Man");
    assertThat(answer("invitations")).contains("d1@messenger.live.com`): not answered yet");
  }

  @Rule("GJ-4")
  @Test
  void somebody_is_added_by_id_without_a_look_up() {
    with.link(ALICE, ACCOUNT);

    assertThat(answer("add d1@messenger.live.com")).startsWith("I have invited d1");

    assertThat(asked()).containsExactly("add d1@messenger.live.com as null");
  }

  @Test
  void add_explains_what_it_cannot_do() {
    with.link(ALICE, ACCOUNT);

    assertThat(answer("add bob")).contains("neither an e-mail address nor an id");
    assertThat(answer("add")).contains("add [login] <e-mail or id> [name]");
    assertThat(answer("add " + ACCOUNT.value())).contains("your own account");
    with.messenger.last().answerAdditions(new Addition.Unknown());
    assertThat(answer("add d1@messenger.live.com")).contains("There is no Messenger account");
    with.messenger.last().answerAdditions(new Addition.NoAnswer("the connection broke"));
    assertThat(answer("add d1@messenger.live.com")).contains("did not say", "broke", "again");
    with.messenger.last().answerAdditions(new Addition.Refused("not-allowed"));
    assertThat(answer("add d1@messenger.live.com")).contains("does not let you", "not-allowed");
    assertThat(answer("invitations")).isEqualTo("Nobody waits for your answer.");
  }

  @Rule("MOD-3")
  @Test
  void t23_a_name_for_a_contact_holds_only_here_and_nothing_is_asked_of_the_service() {
    with.link(ALICE, ACCOUNT, contact("b1", "Bob"));

    assertThat(answer("add b1@messenger.live.com Bobby"))
        .contains("a contact of yours already", "cannot rename", "“Bobby” holds only here");

    assertThat(asked()).isEmpty();
    assertThat(answer("contacts")).contains("- Bobby (`b1@messenger.live.com`)");
    assertThat(answer("pm b1@messenger.live.com")).contains("conversation with Bobby");
  }

  @Test
  void t23_a_name_that_the_service_did_not_take_holds_only_here() {
    with.link(ALICE, ACCOUNT);
    with.messenger.last().answerAdditions(new Addition.Asked(false));

    assertThat(answer("add d1@messenger.live.com Danny")).contains("“Danny” holds only here");
    assertThat(people.names.of(LOGIN, DAN)).isEqualTo("Danny");
  }

  @Test
  void an_open_invitation_is_not_sent_twice() {
    with.link(ALICE, ACCOUNT, new Contact(DAN, "Dan", Subscription.NONE, true));

    assertThat(answer("add d1@messenger.live.com")).contains("is open already");
    assertThat(asked()).isEmpty();
  }

  @Test
  void to_add_somebody_who_asks_is_to_accept_him() {
    with.link(ALICE, ACCOUNT);
    invite(new Invitation(DAN, "Dan", null));

    assertThat(answer("add d1@messenger.live.com")).contains("Dan", "I have accepted");
    assertThat(asked()).containsExactly("accept d1@messenger.live.com");
  }

  @Test
  void with_several_accounts_add_wants_to_know_by_which() {
    with.link(ALICE, ACCOUNT);
    with.link(ALICE, OTHER);

    assertThat(answer("add d1@messenger.live.com")).contains("`add " + OTHER.value() + "`");
    assertThat(answer("add " + OTHER.value() + " d1@messenger.live.com Dan"))
        .startsWith("I have invited Dan");
    assertThat(people.invitations.find(LoginId.of(OTHER), DAN, false)).isPresent();
  }

  @Test
  void resolve_says_who_that_is_and_to_whom() {
    with.link(ALICE, ACCOUNT, contact("b1", "Bob"));

    find(new Lookup.Found(BOB));
    assertThat(answer("resolve-identifier bob@example.net"))
        .isEqualTo(
            "bob@example.net is `b1@messenger.live.com`: Bob, a contact of Alice Liddell (`"
                + LOGIN.value()
                + "`).");
    find(new Lookup.Found(DAN));
    assertThat(answer("resolve-identifier dan@example.net"))
        .contains("`d1@messenger.live.com`, no contact of yours", "`add d1@messenger.live.com`");
    assertThat(answer("resolve-identifier " + ACCOUNT.value())).contains("your own account");
  }

  @Test
  void search_finds_among_contacts_and_says_that_there_is_no_directory() {
    with.link(ALICE, ACCOUNT, contact("b1", "Bob"), contact("c1", "Carol"));

    assertThat(answer("search car")).contains("Carol").doesNotContain("Bob");
    assertThat(answer("search zzz")).contains("no directory", "whole e-mail address");
    assertThat(asked()).isEmpty();
    find(new Lookup.Found(BOB));
    assertThat(answer("search bob@example.net")).contains("bob@example.net is `b1@");
  }

  @Test
  void start_chat_takes_an_email() {
    with.link(ALICE, ACCOUNT, contact("b1", "Bob"));
    find(new Lookup.Found(BOB));

    assertThat(answer("pm bob@example.net")).contains("conversation with Bob", "!portal");
  }

  @Rule("ROS-2")
  @Test
  void t19_a_name_is_that_of_the_card_then_of_the_roster_then_of_the_invitation_then_of_the_id() {
    with.link(
        ALICE, ACCOUNT, contact("b1", "Bob"), contact("c1", "Carol"), unnamed("d1"), unnamed("e1"));
    people.ghosts.keep(new Ghost(BOB, "Bob Builder", null, null, null, null));
    people.incoming.invited(LOGIN, new Invitation(DAN, "Dan the nick", null));

    assertThat(answer("contacts"))
        .endsWith(
            "- Bob Builder (`b1@messenger.live.com`), offline\n- Carol (`c1@messenger.live.com`), offline\n"
                + "- Dan the nick (`d1@messenger.live.com`), offline\n- e1 (`e1@messenger.live.com`), offline");
    assertThat(people.names.of(LOGIN, BOB)).isEqualTo("Bob Builder");
    assertThat(people.names.of(LOGIN, DAN)).isEqualTo("Dan the nick");
  }

  @Test
  void somebody_is_found_by_his_name_in_the_roster_though_his_card_shows_another() {
    with.link(ALICE, ACCOUNT, contact("b1", "Robbie"), contact("c1", "Carol"));
    people.ghosts.keep(new Ghost(BOB, "Bob Builder", null, null, null, null));

    assertThat(answer("contacts robbie")).contains("- Bob Builder (`b1").doesNotContain("Carol");
  }

  private static Contact unnamed(String id) {
    return new Contact(
        new RemoteUserId(id + "@messenger.live.com"), null, Subscription.BOTH, false);
  }

  @Rule("ROS-3")
  @Test
  void ros3_who_is_pending_is_shown_so_and_strangers_not_at_all() {
    with.link(
        ALICE,
        ACCOUNT,
        new Contact(DAN, "Dan", Subscription.NONE, true),
        new Contact(BOB, "Bob", Subscription.FROM, false),
        new Contact(new RemoteUserId("x@messenger.live.com"), "Xenia", Subscription.NONE, false));

    assertThat(answer("contacts"))
        .contains("Dan (`d1@messenger.live.com`), has not accepted your invitation yet")
        .contains("Bob (`b1@messenger.live.com`), sees you, but is no contact of yours")
        .doesNotContain("Xenia");
  }

  @Test
  void invitations_are_listed_and_answered_by_number_or_id() {
    with.link(ALICE, ACCOUNT);
    invite(new Invitation(DAN, "Dan", "Hi"));
    invite(new Invitation(BOB, null, null));

    assertThat(answer("invitations"))
        .contains(
            "1: “Dan” (`d1@messenger.live.com`) writes: “Hi”", "2: (`b1@messenger.live.com`)");
    assertThat(answer("accept 1")).contains("I have accepted", "`start-chat d1@");
    assertThat(answer("decline B1@Messenger.live.com")).contains("I have declined");
    assertThat(answer("decline 2")).contains("no open invitation");
    assertThat(answer("accept")).contains("accept <number or id>");
    assertThat(answer("invitations")).isEqualTo("Nobody waits for your answer.");
    assertThat(asked())
        .containsExactly("accept d1@messenger.live.com", "decline b1@messenger.live.com");
  }

  @Test
  void an_answer_without_a_connection_is_given_later_and_the_reply_says_so() {
    with.link(ALICE, ACCOUNT);
    invite(new Invitation(DAN, "Dan", null));
    with.messenger.last().takeAnswers(false);

    assertThat(answer("accept 1")).contains("not connected", "as soon as I am");
  }

  @Test
  void the_answers_to_ones_own_invitations_are_listed() {
    with.link(ALICE, ACCOUNT);
    answer("add d1@messenger.live.com");
    answer("add b1@messenger.live.com");
    people.outgoing.answered(LOGIN, DAN, true);
    people.outgoing.answered(LOGIN, BOB, false);
    with.users.homeserver.awaitSaying("has accepted your invitation");
    with.users.homeserver.awaitSaying("has declined your invitation");

    assertThat(answer("invitations"))
        .contains("(`d1@messenger.live.com`): accepted", "(`b1@messenger.live.com`): declined");
  }
}
