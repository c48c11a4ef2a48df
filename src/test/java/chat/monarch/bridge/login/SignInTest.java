package chat.monarch.bridge.login;

import static chat.monarch.bridge.login.LoginFixture.ACCOUNT;
import static chat.monarch.bridge.user.UserFixture.ALICE;
import static chat.monarch.bridge.user.UserFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.testkit.Rule;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SignInTest {
  private final LoginFixture with = new LoginFixture();

  @AfterEach
  void close() {
    with.close();
  }

  @Test
  void a_link_leads_over_page_and_consent_to_a_connection() throws Exception {
    var ticket = begin(ALICE);
    assertThat(with.signIn.look(ticket)).isEqualTo(new SignInStep.Next<>(ALICE));
    var ask = agree(ticket);

    var step = with.signIn.callback(redirect(ask, "code=c1"), ask.cookie());

    assertThat(step).isInstanceOf(SignInStep.Next.class);
    assertThat(with.messenger.last().tokens.current()).isEqualTo(new Secret("access-c1"));
  }

  @Test
  void the_link_stands_under_the_public_address_and_is_long_enough() {
    var link = next(with.signIn.begin(ALICE, null));

    assertThat(link.toString()).matches("https://bridge\\.example/login/[A-Za-z0-9_-]{43}");
  }

  @Test
  void previews_of_the_link_use_nothing_up() {
    var ticket = begin(ALICE);

    for (var i = 0; i < 10; i++) {
      assertThat(with.signIn.look(ticket)).isInstanceOf(SignInStep.Next.class);
    }

    var ask = agree(ticket);
    assertThat(with.signIn.callback(redirect(ask, "code=c1"), ask.cookie()))
        .isInstanceOf(SignInStep.Next.class);
  }

  @Test
  void an_unknown_ticket_opens_nothing() {
    assertProblem(with.signIn.look(new Secret("guess")), SignInProblem.UnknownTicket.class);
    assertProblem(with.signIn.agree(new Secret("guess")), SignInProblem.UnknownTicket.class);
  }

  @Test
  void a_ticket_ends_after_fifteen_minutes_at_each_step() {
    var ticket = begin(ALICE);
    var ask = agree(ticket);

    with.clock.pass(Duration.ofMinutes(15));

    assertProblem(with.signIn.look(ticket), SignInProblem.Expired.class);
    assertProblem(with.signIn.agree(ticket), SignInProblem.Expired.class);
    assertProblem(
        with.signIn.callback(redirect(ask, "code=c1"), ask.cookie()), SignInProblem.Expired.class);
    assertThat(with.messenger.opened()).isEmpty();
  }

  @Test
  void a_ticket_serves_one_sign_in() {
    var ticket = begin(ALICE);
    var ask = agree(ticket);
    with.signIn.callback(redirect(ask, "code=c1"), ask.cookie());

    assertProblem(
        with.signIn.callback(redirect(ask, "code=c2"), ask.cookie()), SignInProblem.Used.class);
    assertProblem(with.signIn.look(ticket), SignInProblem.Used.class);
    assertThat(with.messenger.opened()).hasSize(1);
  }

  @Test
  void another_browser_links_nothing_and_uses_nothing_up() {
    var ask = agree(begin(ALICE));

    assertProblem(
        with.signIn.callback(redirect(ask, "code=c1"), null), SignInProblem.OtherBrowser.class);
    assertProblem(
        with.signIn.callback(redirect(ask, "code=c1"), new Secret("of another sign-in")),
        SignInProblem.OtherBrowser.class);
    assertThat(with.messenger.opened()).isEmpty();
    assertThat(with.signIn.callback(redirect(ask, "code=c1"), ask.cookie()))
        .isInstanceOf(SignInStep.Next.class);
  }

  @Test
  void the_browser_that_pressed_the_button_last_counts() {
    var ticket = begin(ALICE);
    var first = agree(ticket);
    var second = agree(ticket);

    assertProblem(
        with.signIn.callback(redirect(first, "code=c1"), first.cookie()),
        SignInProblem.OtherBrowser.class);
    assertThat(with.signIn.callback(redirect(second, "code=c1"), second.cookie()))
        .isInstanceOf(SignInStep.Next.class);
  }

  @Rule("OA-4")
  @Test
  void a_denied_consent_is_told_in_the_browser_and_by_the_bot() {
    var ask = agree(begin(ALICE));

    assertProblem(
        with.signIn.callback(redirect(ask, "error=access_denied"), ask.cookie()),
        SignInProblem.Denied.class);
    assertThat(with.users.homeserver.awaitSaying("did not give your consent").text())
        .isEqualTo(
            "You did not give your consent, so nothing was linked. If that was a mistake, send"
                + " `login` to the bot.");
    assertThat(new SignInProblem.Denied("the service said: come back later").sentence())
        .contains("nothing was linked (the service said: come back later). If");
  }

  @Test
  void a_code_that_the_service_does_not_take_is_told() {
    var ask = agree(begin(ALICE));
    with.consent.fail(new TokensException.Withdrawn("the code is too old"));

    assertProblem(
        with.signIn.callback(redirect(ask, "code=c1"), ask.cookie()),
        SignInProblem.CodeRefused.class);
    assertThat(with.users.homeserver.awaitSaying("the code is too old").text()).contains("`login`");
  }

  @Test
  void a_callback_without_anything_is_unreadable() {
    assertProblem(
        with.signIn.callback("https://bridge.example/login/callback", null),
        SignInProblem.Unreadable.class);
  }

  @Test
  void a_pasted_address_is_taken_from_the_user_whose_state_it_bears() {
    var ask = agree(begin(ALICE));

    assertThat(with.signIn.pasted(ALICE, new Secret(redirect(ask, "code=c1"))))
        .isInstanceOf(SignInStep.Next.class);
  }

  @Rule("OA-4")
  @Test
  void a_pasted_address_of_somebody_else_is_refused() {
    var ask = agree(begin(ALICE));
    begin(BOB);

    assertProblem(
        with.signIn.pasted(BOB, new Secret(redirect(ask, "code=c1"))),
        SignInProblem.NotYours.class);
    assertThat(with.messenger.opened()).isEmpty();
  }

  @Rule("OA-4")
  @Test
  void a_pasted_address_without_state_is_refused_unless_allowed() {
    begin(ALICE);
    var pasted = new Secret("https://login.live.com/oauth20_desktop.srf?code=c1");

    assertProblem(with.signIn.pasted(ALICE, pasted), SignInProblem.WithoutState.class);
    with.consent.allowStateless();
    assertThat(with.signIn.pasted(ALICE, pasted)).isInstanceOf(SignInStep.Next.class);
  }

  @Test
  void a_bare_code_is_taken_only_from_somebody_who_is_signing_in() {
    assertProblem(with.signIn.pasted(ALICE, new Secret("c1")), SignInProblem.NothingBegun.class);
    begin(ALICE);

    assertThat(with.signIn.pasted(ALICE, new Secret("c1"))).isInstanceOf(SignInStep.Next.class);
    assertProblem(with.signIn.pasted(ALICE, new Secret("c2")), SignInProblem.NothingBegun.class);
  }

  @Test
  void without_a_client_id_the_user_learns_what_works() {
    with.consent.withoutClient();

    assertThat(problem(with.signIn.begin(ALICE, null)).sentence())
        .contains("only `login token <access token>` works", "monarch.oauth.client-id");
  }

  @Test
  void cancelling_ends_tickets_and_attempts() {
    var ticket = begin(ALICE);
    with.signIn.token(ALICE, new Secret("t"), null);

    assertThat(with.signIn.cancel(ALICE)).isTrue();

    assertProblem(with.signIn.look(ticket), SignInProblem.Cancelled.class);
    assertThat(with.messenger.last().isClosed()).isTrue();
    assertThat(with.signIn.cancel(ALICE)).isFalse();
  }

  @Test
  void who_is_linked_is_told_with_what_to_do_next() {
    with.signIn.token(ALICE, new Secret("t"), null);
    with.messenger.last().comeOnline(ACCOUNT, LoginFixture.contact("b", "Bob"));

    assertThat(with.users.homeserver.awaitSaying("You are linked").text())
        .isEqualTo(
            "You are linked as Alice Liddell (`00037ffe@messenger.live.com`), with 1 contact. Next:"
                + " `contacts` shows it, and `start-chat` with its id opens a conversation. When"
                + " somebody writes to you, the room comes by itself.");
  }

  @Test
  void what_to_do_next_depends_on_how_many_contacts_there_are() {
    assertThat(linked(0)).contains("with 0 contacts. Next: `add`").doesNotContain("`contacts`");
    assertThat(linked(2)).contains("with 2 contacts. Next: `contacts` lists them, ");
  }

  private static String linked(int contacts) {
    return new SignInResult.Linked(LoginFixture.LOGIN, "Alice", contacts).sentence();
  }

  @Test
  void a_sign_in_that_does_not_get_through_is_told_and_goes_on() {
    var attempt = with.signIn.token(ALICE, new Secret("t"), null);
    with.messenger
        .last()
        .become(new SessionState.Waiting("the certificate is not valid", with.clock.instant()));

    with.elapse();

    assertThat(with.users.homeserver.awaitSaying("not through to Messenger yet").text())
        .contains("the certificate is not valid", "go on trying");
    with.messenger.last().comeOnline(ACCOUNT);
    assertThat(attempt.await(Duration.ofSeconds(5))).get().isInstanceOf(SignInResult.Linked.class);
  }

  @Test
  void a_refused_token_is_told_and_its_connection_closed() {
    with.signIn.token(ALICE, new Secret("t"), null);
    with.messenger.last().become(new SessionState.BadCredentials("the token is unknown"));

    assertThat(with.users.homeserver.awaitSaying("did not let me in").text())
        .contains("the token is unknown", "`login`");
    assertThat(with.messenger.last().isClosed()).isTrue();
    assertThat(with.table.all()).isEmpty();
  }

  private Secret begin(MatrixUserId user) {
    var path = next(with.signIn.begin(user, null)).getPath();
    return new Secret(path.substring("/login/".length()));
  }

  private AskConsent agree(Secret ticket) {
    return next(with.signIn.agree(ticket));
  }

  private static String redirect(AskConsent ask, String answer) {
    return "https://bridge.example/login/callback?" + answer + "&" + ask.address().getQuery();
  }

  private static <T> T next(SignInStep<T> step) {
    return switch (step) {
      case SignInStep.Next<T>(var with) -> with;
      case SignInStep.Failed<T>(var problem) -> throw new AssertionError(problem.sentence());
    };
  }

  private static SignInProblem problem(SignInStep<URI> step) {
    return switch (step) {
      case SignInStep.Next<URI> next -> throw new AssertionError(next);
      case SignInStep.Failed<URI>(var problem) -> problem;
    };
  }

  private static void assertProblem(
      @Nullable SignInStep<?> step, Class<? extends SignInProblem> kind) {
    assertThat(step)
        .asInstanceOf(type(SignInStep.Failed.class))
        .satisfies(failed -> assertThat(failed.problem()).isInstanceOf(kind));
  }
}
