package chat.monarch.messenger.session;

import chat.monarch.bridge.port.SessionState;
import chat.monarch.messenger.MessengerConfig;
import chat.monarch.messenger.transport.StreamFailure;
import java.time.Duration;

/// What one account's connection does next, with regard to what came before: how many redirects
/// there were in a row, how many failures, how many sessions that ended as soon as they began.
final class Course {
  private final Redirects redirects;
  private final Patience patience;
  private final BackOff backOff;
  private final int mostInHaste;
  private int shortSessions;

  Course(MessengerConfig.Redirect config, Patience patience, BackOff backOff) {
    this.redirects = new Redirects(config);
    this.patience = patience;
    this.backOff = backOff;
    this.mostInHaste = config.max();
  }

  /// A connection begins at the front, or a session was established (SOH-4).
  void startAgain() {
    redirects.startAgain();
  }

  /// The pause after one more failure.
  ///
  /// @param atLeast but not shorter than this
  Duration pause(Duration atLeast) {
    var usual = backOff.next();
    return usual.compareTo(atLeast) < 0 ? atLeast : usual;
  }

  /// What follows where the service did not let us in.
  Next afterSignIn(SignInException failure) {
    var reason = String.valueOf(failure.getMessage());
    return switch (failure) {
      case SignInException.Redirected redirected -> follow(redirected);
      case SignInException.Refused refused -> Next.after(refused);
      case SignInException.Misconfigured _ -> new Next.Slowly(reason);
      case SignInException.OtherAccount _ ->
          new Next.OnDemand(new SessionState.BadCredentials(reason));
    };
  }

  private Next follow(SignInException.Redirected redirected) {
    try {
      return new Next.Follow(redirects.follow(redirected));
    } catch (StreamFailure e) {
      return new Next.Later(String.valueOf(e.getMessage()), Duration.ZERO);
    }
  }

  /// What follows on the end of a stream on which there was no session yet.
  Next beforeSession(StreamFailure end) {
    return Next.after(end, false, patience);
  }

  /// What follows on the end of a session.
  ///
  /// @param secure whether the end was told through a checked TLS connection
  Next afterSession(StreamFailure end, boolean secure, Duration lived) {
    if (lived.compareTo(patience.settled()) < 0) {
      shortSessions++;
    } else {
      shortSessions = 0;
      backOff.reset();
    }
    var next = afterSession(end, secure);
    return next instanceof Next.AtOnce && shortSessions > mostInHaste
        ? new Next.Later("the service ends each session soon after it began", Duration.ZERO)
        : next;
  }

  private Next afterSession(StreamFailure end, boolean secure) {
    if (!(end instanceof StreamFailure.ByService error)
        || !error.condition().equals("see-other-host")) {
      return Next.after(end, true, patience);
    }
    try {
      var redirected = new SignInException.Redirected(error.detail(), secure);
      return new Next.AtOnce(redirects.follow(redirected));
    } catch (StreamFailure e) {
      return new Next.Later(String.valueOf(e.getMessage()), Duration.ZERO);
    }
  }
}
