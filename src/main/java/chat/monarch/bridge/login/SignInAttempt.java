package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Session;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A sign-in at the service that is under way: there are tokens, and it is not yet known whose.
public final class SignInAttempt {
  private final MatrixUserId user;
  private final @Nullable LoginId relogin;
  private final CompletableFuture<Session> session = new CompletableFuture<>();
  private final CompletableFuture<SignInResult> result = new CompletableFuture<>();
  private final CompletableFuture<SignInResult> named = new CompletableFuture<>();
  private volatile String progress = "the service has not answered yet";

  SignInAttempt(MatrixUserId user, @Nullable LoginId relogin) {
    this.user = user;
    this.relogin = relogin;
  }

  /// Waits for the end, and for the name that the account has at the service, so long and no
  /// longer. Blocks.
  ///
  /// @return empty when it is still under way; without a name when only that is missing
  public Optional<SignInResult> await(Duration patience) {
    try {
      return Optional.of(named.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Optional.ofNullable(result.getNow(null));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Why it is not done yet, in a person's words.
  public String progress() {
    return progress;
  }

  MatrixUserId user() {
    return user;
  }

  @Nullable LoginId relogin() {
    return relogin;
  }

  CompletableFuture<SignInResult> result() {
    return result;
  }

  /// It ended so, and what there was to be learnt about the account is in it.
  void named(SignInResult end) {
    named.complete(end);
  }

  void opened(Session opened) {
    session.complete(opened);
  }

  /// The connection; waits until it was opened.
  Session session() {
    return session.join();
  }

  void progressed(String why) {
    progress = why;
  }

  /// It ended, and its connection with it.
  void fail(SignInResult why) {
    if (result.complete(why)) {
      var _ = session.thenAccept(Session::close);
    }
  }
}
