package chat.monarch.matrix.api;

import static chat.monarch.matrix.api.Request.CLIENT;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.matrix.AppserviceConfig;
import chat.monarch.matrix.HomeserverConfig;
import chat.monarch.matrix.format.UserNames;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/// Looks whether the homeserver and the bridge know each other and find each other.
@Singleton
public final class HomeserverCheck {
  /// The homeserver itself waits a minute for our answer.
  private static final Duration PING_TIME = Duration.ofSeconds(70);

  private static final String BOT_NAME = "Messenger bridge";

  private final HomeserverApi api;
  private final HomeserverConfig homeserver;
  private final AppserviceConfig appservice;
  private final UserNames names;
  private final ArrivedPings pings;

  HomeserverCheck(
      HomeserverApi api,
      HomeserverConfig homeserver,
      AppserviceConfig appservice,
      UserNames names,
      ArrivedPings pings) {
    this.api = api;
    this.homeserver = homeserver;
    this.appservice = appservice;
    this.names = names;
    this.pings = pings;
  }

  /// A check for who is not the running bridge. It is done with when `vertx` is closed.
  ///
  /// @param messengerDomain the domain of the service's accounts
  public static HomeserverCheck standalone(
      Vertx vertx,
      HomeserverConfig homeserver,
      AppserviceConfig appservice,
      String messengerDomain) {
    return new HomeserverCheck(
        new HomeserverApi(vertx, homeserver, appservice, new Reachability()),
        homeserver,
        appservice,
        new UserNames(homeserver, appservice, messengerDomain),
        new ArrivedPings());
  }

  /// What came out.
  public sealed interface Result {
    /// All is well.
    record Fine() implements Result {}

    /// The homeserver answers, but does not take us for what we are.
    ///
    /// @param sentence what is wrong and how to mend it, for the operator
    record Refused(String sentence) implements Result {}

    /// The homeserver takes our requests, but its own do not come through.
    ///
    /// @param sentence what is wrong and how to mend it, for the operator
    record CannotReachUs(String sentence) implements Result {}

    /// There is no homeserver, or none that works.
    ///
    /// @param reason without secrets
    record Silent(String reason) implements Result {}
  }

  /// Registers the bot, and pings the homeserver and back. Blocks.
  public Result check() {
    try {
      var registration = checkRegistration();
      return registration instanceof Result.Fine ? checkPing() : registration;
    } catch (HomeserverException failure) {
      return new Result.Silent(String.valueOf(failure.getMessage()));
    }
  }

  /// Registers the bot with its device, and looks whether the registration covers bot and ghosts.
  ///
  /// @throws HomeserverException when the homeserver cannot be asked
  public Result checkRegistration() {
    var answer = api.exchange(Registrar.registration(names.bot()));
    if (answer.status() == 401) {
      return new Result.Refused(
          "The homeserver does not accept monarch.appservice.as-token: is the registration file"
              + " named in its configuration, with this token, and was it restarted since?");
    }
    if (answer.isAbsence() || answer.status() >= 500 || answer.isLimit()) {
      return silent(answer);
    }
    if (!answer.isFine() && !answer.code().equals("M_USER_IN_USE")) {
      return notCovered(names.bot(), answer);
    }
    var bot = checkUser(names.bot());
    if (!(bot instanceof Result.Fine)) {
      return bot;
    }
    new Registrar(api).ensureDevice(names.bot());
    nameBot();
    return checkGhosts();
  }

  private Result checkUser(MatrixUserId user) {
    var answer = whoAmI(user);
    if (answer.isFine() && answer.json().path("user_id").asText().equals(user.value())) {
      return new Result.Fine();
    }
    return answer.isRefusal() || answer.isFine() ? notCovered(user, answer) : silent(answer);
  }

  /// Nobody is registered for this: of a name in the namespace the homeserver says that it does not
  /// know it, of any other that it is not ours.
  private Result checkGhosts() {
    var ghost = new MatrixUserId("@" + appservice.ghostPrefix() + "0:" + names.domain());
    var answer = whoAmI(ghost);
    return answer.error().contains("cannot masquerade")
        ? notCovered(ghost, answer)
        : new Result.Fine();
  }

  private Answer whoAmI(MatrixUserId user) {
    return api.exchange(Request.get(CLIENT, "account", "whoami").with("user_id", user.value()));
  }

  private static Result notCovered(MatrixUserId user, Answer answer) {
    return new Result.Refused(
        "The homeserver accepts monarch.appservice.as-token, but not for "
            + user.value()
            + " ("
            + answer
            + "): do monarch.homeserver.domain, monarch.appservice.bot-localpart and"
            + " monarch.appservice.ghost-prefix agree with the registration file?");
  }

  private Result silent(Answer answer) {
    return new Result.Silent(homeserver.address() + " answers " + answer);
  }

  /// A name of the operator's choice is left as it is.
  private void nameBot() {
    var bot = names.bot().value();
    var profile = api.exchange(Request.get(CLIENT, "profile", bot, "displayname"));
    var name = profile.json().path("displayname").asText();
    if (name.isEmpty() || name.equals(appservice.botLocalpart())) {
      api.call(
          Request.put(new Bodies.DisplayName(BOT_NAME), CLIENT, "profile", bot, "displayname")
              .with("user_id", bot));
    }
  }

  /// Has the homeserver ping us.
  ///
  /// @throws HomeserverException when the homeserver cannot be asked
  public Result checkPing() {
    var ping = new Bodies.Ping(UUID.randomUUID().toString());
    var path = "/_matrix/client/v1/appservice";
    var answer = api.exchange(Request.post(ping, path, appservice.id(), "ping").within(PING_TIME));
    if (answer.isFine() || pings.isLast(ping.transactionId())) {
      return new Result.Fine();
    }
    return switch (answer.code()) {
      // A homeserver of before Matrix 1.7, which cannot ping.
      case "M_UNRECOGNIZED" -> new Result.Fine();
      case "M_URL_NOT_SET" -> cannotReach("its registration has no url");
      case "M_CONNECTION_FAILED" -> cannotReach("it cannot connect");
      case "M_CONNECTION_TIMEOUT" -> cannotReach("it gets no answer");
      case "M_BAD_STATUS" -> cannotReach(badStatus(answer.json().path("status").asInt()));
      case "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN" ->
          new Result.Refused(
              "The homeserver no longer accepts monarch.appservice.as-token: is the registration"
                  + " file still named in its configuration?");
      case "M_FORBIDDEN" ->
          new Result.Refused(
              "The homeserver knows another id than monarch.appservice.id = "
                  + appservice.id()
                  + " for this token: it must agree with the registration file.");
      default -> silent(answer);
    };
  }

  private static String badStatus(int status) {
    return status == 401 || status == 403
        ? "its hs_token is not monarch.appservice.hs-token"
        : "whoever answers there says " + status;
  }

  private Result cannotReach(String why) {
    return new Result.CannotReachUs(
        "The homeserver cannot reach the bridge at the url of its registration, which should be"
            + " monarch.appservice.address = "
            + appservice.address()
            + ": "
            + why
            + ".");
  }
}
