package chat.monarch.web;

import chat.monarch.bridge.login.AskConsent;
import chat.monarch.bridge.login.SignIn;
import chat.monarch.bridge.login.SignInAttempt;
import chat.monarch.bridge.login.SignInConfig;
import chat.monarch.bridge.login.SignInProblem;
import chat.monarch.bridge.login.SignInResult;
import chat.monarch.bridge.login.SignInStep;
import chat.monarch.domain.Secret;
import chat.monarch.domain.id.MatrixUserId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signing in with the browser: the page behind the bot's link, its button, and where the consent
/// page sends the browser back.
@Path("/login")
@RunOnVirtualThread
public class SignInResource {
  private static final String COOKIE = "monarch_sign_in";

  /// So long the browser waits for the service; the bot tells the rest.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final SignIn signIn;
  private final SignInPages pages;
  private final SignInConfig config;

  SignInResource(SignIn signIn, SignInPages pages, SignInConfig config) {
    this.signIn = signIn;
    this.pages = pages;
    this.config = config;
  }

  /// A link whose end was lost.
  @GET
  public Response withoutTicket() {
    return pages.nothing();
  }

  /// Shows to whom the account will be linked. Changes nothing.
  @GET
  @Path("/{ticket}")
  public Response page(@PathParam("ticket") String ticket) {
    return switch (signIn.look(new Secret(ticket))) {
      case SignInStep.Next<MatrixUserId>(var user) -> pages.question(user);
      case SignInStep.Failed<MatrixUserId>(var problem) -> say(problem);
    };
  }

  /// The button: binds the sign-in to this browser, and leads to the consent page.
  ///
  /// @param from the browser's word about who sent the form; only our own page may
  @POST
  @Path("/{ticket}")
  public Response agree(
      @PathParam("ticket") String ticket, @HeaderParam("Sec-Fetch-Site") @Nullable String from) {
    if (from != null && !from.equals("same-origin") && !from.equals("none")) {
      return say(new SignInProblem.OtherBrowser());
    }
    return switch (signIn.agree(new Secret(ticket))) {
      case SignInStep.Next<AskConsent>(var ask) -> consentPage(ask);
      case SignInStep.Failed<AskConsent>(var problem) -> say(problem);
    };
  }

  private Response consentPage(AskConsent ask) {
    return Response.seeOther(ask.address())
        .cookie(cookie(ask.cookie().value(), (int) signIn.lifetime().toSeconds()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  private NewCookie cookie(String value, int seconds) {
    return new NewCookie.Builder(COOKIE)
        .value(value)
        .path(path())
        .httpOnly(true)
        .secure("https".equalsIgnoreCase(config.publicAddress().getScheme()))
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge(seconds)
        .build();
  }

  /// Where the browser sees these pages: the bridge may lie in a folder of another server.
  private String path() {
    var folder = Optional.ofNullable(config.publicAddress().getPath()).orElse("");
    return folder.replaceAll("/+$", "") + "/login";
  }

  /// The consent page's answer. Waits a little, so that the page can say how it ended.
  @GET
  @Path("/callback")
  public Response callback(@Context UriInfo address, @CookieParam(COOKIE) @Nullable String cookie) {
    var shown = cookie == null ? null : new Secret(cookie);
    return switch (signIn.callback(address.getRequestUri().toString(), shown)) {
      case SignInStep.Next<SignInAttempt>(var attempt) ->
          attempt.await(PATIENCE).map(this::say).orElseGet(this::goingOn);
      case SignInStep.Failed<SignInAttempt>(var problem) -> say(problem);
    };
  }

  private Response goingOn() {
    return pages.answer(
        200,
        "Almost done",
        "Messenger is still being connected. The bot tells you in your Matrix client how it goes.");
  }

  private Response say(SignInResult result) {
    return switch (result) {
      case SignInResult.Linked linked ->
          pages.answer(
              200,
              "Your account is linked",
              "You are linked as "
                  + linked.who().replace("`", "")
                  + ". Go on in your Matrix client: the bot tells you what you can do next.");
      case SignInResult.OtherOwner _, SignInResult.OtherAccount _ -> failed(409, result.sentence());
      case SignInResult.Refused _ -> failed(403, result.sentence());
      case SignInResult.Cancelled _ -> failed(410, result.sentence());
    };
  }

  private Response say(SignInProblem problem) {
    return failed(status(problem), problem.sentence());
  }

  private Response failed(int status, String text) {
    return pages.answer(status, "That did not work", text);
  }

  private static int status(SignInProblem problem) {
    return switch (problem) {
      case SignInProblem.UnknownTicket _ -> 404;
      case SignInProblem.Expired _, SignInProblem.Used _, SignInProblem.Cancelled _ -> 410;
      case SignInProblem.OtherBrowser _, SignInProblem.Denied _, SignInProblem.NotYours _ -> 403;
      case SignInProblem.Unreadable _,
          SignInProblem.WithoutState _,
          SignInProblem.NothingBegun _,
          SignInProblem.CodeRefused _ ->
          400;
      case SignInProblem.ServiceAway _ -> 503;
      case SignInProblem.SetUpWrongly _, SignInProblem.NotOffered _ -> 500;
    };
  }
}
