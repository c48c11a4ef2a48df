package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Consent;
import chat.monarch.bridge.port.ContactCard;
import chat.monarch.bridge.port.Messenger;
import chat.monarch.bridge.port.Tokens;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import io.quarkus.logging.Log;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// Signs in at the service with tokens of which it is not known yet whose they are, and tells the
/// user in his management room how it goes.
@ApplicationScoped
class Linking {
  /// A sign-in that is not through by then is told, and goes on.
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Messenger messenger;
  private final Consent consent;
  private final Clock clock;
  private final Logins logins;
  private final Telling telling;
  private final ExecutorService threads;
  private final Later later;
  private final Map<MatrixUserId, SignInAttempt> attempts = new ConcurrentHashMap<>();

  Linking(
      Messenger messenger,
      Consent consent,
      Clock clock,
      Logins logins,
      Telling telling,
      @VirtualThreads ExecutorService threads,
      Later later) {
    this.messenger = messenger;
    this.consent = consent;
    this.clock = clock;
    this.logins = logins;
    this.telling = telling;
    this.threads = threads;
    this.later = later;
  }

  /// Begins; an attempt of the same user that is still under way is called off.
  ///
  /// @param relogin the login that must answer, or null for any account
  SignInAttempt start(MatrixUserId user, @Nullable LoginId relogin, Tokens tokens) {
    var attempt = new SignInAttempt(user, relogin);
    Optional.ofNullable(attempts.put(user, attempt)).ifPresent(Linking::cancel);
    var keeper = new TokenKeeper(new TokenPlace.Memory(tokens), consent, clock);
    var events = new LinkingEvents(attempt, (mine, account) -> logins.link(mine, keeper, account));
    attempt.opened(messenger.open(null, keeper, events));
    var _ = attempt.result().thenAcceptAsync(end -> tell(attempt, end), threads);
    later.after(PATIENCE, () -> tellProgress(attempt));
    return attempt;
  }

  /// Calls the user's attempt off.
  ///
  /// @return whether there was one
  boolean cancel(MatrixUserId user) {
    return Optional.ofNullable(attempts.remove(user)).map(Linking::cancel).orElse(false);
  }

  /// Calls all off, as the bridge stops.
  void stop() {
    attempts.values().forEach(Linking::cancel);
  }

  private static boolean cancel(SignInAttempt attempt) {
    var open = !attempt.result().isDone();
    attempt.fail(new SignInResult.Cancelled());
    return open;
  }

  private void tellProgress(SignInAttempt attempt) {
    if (!attempt.result().isDone()) {
      telling.tell(
          attempt.user(),
          "I am not through to Messenger yet: "
              + attempt.progress()
              + ". I go on trying, and tell you when it is done; `cancel` stops it.");
    }
  }

  private void tell(SignInAttempt attempt, SignInResult end) {
    attempts.remove(attempt.user(), attempt);
    var named = end instanceof SignInResult.Linked linked ? named(attempt, linked) : end;
    attempt.named(named);
    // Whoever called it off knows.
    if (!(named instanceof SignInResult.Cancelled)) {
      telling.tell(attempt.user(), named.sentence());
    }
  }

  /// The result with the name that the account has at the service.
  private SignInResult named(SignInAttempt attempt, SignInResult.Linked linked) {
    try {
      if (attempt.session().card(linked.login().account()) instanceof ContactCard.Read(var name, _)
          && name != null) {
        logins.rename(linked.login(), name);
      }
    } catch (RuntimeException failure) {
      Log.warnf(
          "The name of login %s was not kept: %s", linked.login().value(), failure.getMessage());
    }
    var who = logins.find(linked.login()).map(Login::who).orElse(linked.who());
    return new SignInResult.Linked(linked.login(), who, linked.contacts());
  }
}
