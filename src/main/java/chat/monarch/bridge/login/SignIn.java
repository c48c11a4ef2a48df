package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Consent;
import chat.monarch.bridge.port.ConsentAnswer;
import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.store.SignInTicket;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The steps of signing in, for chat and browser alike: a link, its page, the button, the consent
/// page's answer; or something pasted. In the browser the answer is taken only where the button was
/// pressed, a pasted one only from the user whose `state` it bears: else a stranger could have
/// somebody consent to *his* ticket, and read that person's messages.
@ApplicationScoped
public class SignIn {
  /// For how long the service takes a bare token, as far as anybody knows (OA-6).
  private static final Duration BARE_TOKEN_LIFETIME = Duration.ofHours(1);

  private final Consent consent;
  private final Tickets tickets;
  private final Linking linking;
  private final Telling telling;
  private final SignInLinks links;
  private final Clock clock;

  SignIn(
      Consent consent,
      Tickets tickets,
      Linking linking,
      Telling telling,
      SignInLinks links,
      Clock clock) {
    this.consent = consent;
    this.tickets = tickets;
    this.linking = linking;
    this.telling = telling;
    this.links = links;
    this.clock = clock;
  }

  /// For how long a link is good.
  public Duration lifetime() {
    return Tickets.LIFETIME;
  }

  /// A link for the user's browser.
  ///
  /// @param relogin the login that is to be signed in again, or null for any account
  public SignInStep<URI> begin(MatrixUserId user, @Nullable LoginId relogin) {
    return links
        .draw(user, relogin)
        .<SignInStep<URI>>map(SignInStep.Next::new)
        .orElseGet(() -> new SignInStep.Failed<>(new SignInProblem.NotOffered()));
  }

  /// The link was opened. Changes nothing, as previews of links do so too.
  ///
  /// @return to whom the account will be linked
  public SignInStep<MatrixUserId> look(Secret ticket) {
    return then(tickets.look(ticket), found -> new SignInStep.Next<>(found.user()));
  }

  /// The button was pressed.
  public SignInStep<AskConsent> agree(Secret ticket) {
    return then(tickets.look(ticket), found -> new SignInStep.Next<>(ask(ticket, found)));
  }

  private AskConsent ask(Secret ticket, SignInTicket found) {
    return new AskConsent(consent.authorizeUrl(tickets.stateOf(ticket)), tickets.bind(found));
  }

  /// The consent page sent the browser back. Blocks while the code is changed for tokens.
  ///
  /// @param redirect the whole address
  /// @param cookie what the browser shows, if anything
  public SignInStep<SignInAttempt> callback(String redirect, @Nullable Secret cookie) {
    var answer = consent.read(redirect);
    return switch (stateOf(answer)) {
      case null -> new SignInStep.Failed<>(new SignInProblem.Unreadable());
      case String state -> then(tickets.ofState(state), found -> back(answer, found, cookie));
    };
  }

  private SignInStep<SignInAttempt> back(
      ConsentAnswer answer, SignInTicket ticket, @Nullable Secret cookie) {
    if (!tickets.isBoundTo(ticket, cookie)) {
      return new SignInStep.Failed<>(new SignInProblem.OtherBrowser());
    }
    var step = take(answer, ticket);
    if (step instanceof SignInStep.Failed<SignInAttempt>(var problem)) {
      telling.tell(ticket.user(), problem.sentence());
    }
    return step;
  }

  /// The user pasted the address at which his browser ended, or a bare code (OA-4). Blocks.
  public SignInStep<SignInAttempt> pasted(MatrixUserId user, Secret text) {
    var answer = consent.read(text.value());
    if (answer instanceof ConsentAnswer.Unreadable) {
      return new SignInStep.Failed<>(new SignInProblem.Unreadable());
    }
    return switch (stateOf(answer)) {
      case null -> withoutState(user, answer, isBare(text));
      case String state ->
          tickets.isOf(user, state)
              ? then(tickets.ofState(state), found -> take(answer, found))
              : new SignInStep.Failed<>(new SignInProblem.NotYours());
    };
  }

  private static boolean isBare(Secret text) {
    return !text.value().contains("://") && !text.value().contains("code=");
  }

  private SignInStep<SignInAttempt> withoutState(
      MatrixUserId user, ConsentAnswer answer, boolean bare) {
    if (!bare && !consent.allowsStateless()) {
      return new SignInStep.Failed<>(new SignInProblem.WithoutState());
    }
    return tickets
        .openOf(user)
        .map(ticket -> take(answer, ticket))
        .orElseGet(() -> new SignInStep.Failed<>(new SignInProblem.NothingBegun()));
  }

  /// The user pasted an access token.
  ///
  /// @param relogin the login that must answer, or null for any account
  public SignInAttempt token(MatrixUserId user, Secret access, @Nullable LoginId relogin) {
    var ends = clock.instant().plus(BARE_TOKEN_LIFETIME);
    return linking.start(user, relogin, new Tokens(access, null, ends));
  }

  /// Calls off whatever the user has begun.
  ///
  /// @return whether there was something
  public boolean cancel(MatrixUserId user) {
    var tickets = this.tickets.cancelAll(user);
    return linking.cancel(user) || tickets;
  }

  private SignInStep<SignInAttempt> take(ConsentAnswer answer, SignInTicket ticket) {
    if (!tickets.use(ticket)) {
      return new SignInStep.Failed<>(new SignInProblem.Used());
    }
    return switch (answer) {
      case ConsentAnswer.Code(var code, _) -> redeem(code, ticket);
      case ConsentAnswer.Granted(var tokens, _) -> connect(tokens, ticket);
      case ConsentAnswer.Denied(var reason, _) ->
          new SignInStep.Failed<>(new SignInProblem.Denied(reason));
      case ConsentAnswer.Unreadable _ -> new SignInStep.Failed<>(new SignInProblem.Unreadable());
    };
  }

  private SignInStep<SignInAttempt> redeem(String code, SignInTicket ticket) {
    try {
      return connect(consent.redeem(code), ticket);
    } catch (TokensException failure) {
      return new SignInStep.Failed<>(
          switch (failure) {
            case TokensException.Withdrawn why -> new SignInProblem.CodeRefused(words(why));
            case TokensException.Unavailable why -> new SignInProblem.ServiceAway(words(why));
            case TokensException.Misconfigured why -> new SignInProblem.SetUpWrongly(words(why));
          });
    }
  }

  private SignInStep<SignInAttempt> connect(Tokens tokens, SignInTicket ticket) {
    return new SignInStep.Next<>(linking.start(ticket.user(), ticket.relogin(), tokens));
  }

  private static String words(TokensException failure) {
    return String.valueOf(failure.getMessage());
  }

  private static @Nullable String stateOf(ConsentAnswer answer) {
    return switch (answer) {
      case ConsentAnswer.Code(_, var state) -> state;
      case ConsentAnswer.Granted(_, var state) -> state;
      case ConsentAnswer.Denied(_, var state) -> state;
      case ConsentAnswer.Unreadable _ -> null;
    };
  }

  private static <A, B> SignInStep<B> then(SignInStep<A> step, Function<A, SignInStep<B>> next) {
    return switch (step) {
      case SignInStep.Next<A>(var with) -> next.apply(with);
      case SignInStep.Failed<A>(var problem) -> new SignInStep.Failed<>(problem);
    };
  }
}
