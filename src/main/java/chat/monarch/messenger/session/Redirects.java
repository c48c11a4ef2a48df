package chat.monarch.messenger.session;

import chat.monarch.messenger.MessengerConfig;
import chat.monarch.messenger.transport.Redirect;
import chat.monarch.messenger.transport.StreamFailure;
import chat.monarch.messenger.transport.Target;
import org.jboss.logging.Logger;

/// Which redirects of one connection are followed (B.2).
final class Redirects {
  private static final Logger LOG = Logger.getLogger(Redirects.class);

  private final MessengerConfig.Redirect config;
  private int inARow;

  Redirects(MessengerConfig.Redirect config) {
    this.config = config;
  }

  /// The next connection begins at the front, or a session was established (SOH-4).
  void startAgain() {
    inARow = 0;
  }

  /// Where a redirect leads.
  ///
  /// @throws StreamFailure when it is not to be followed
  Target follow(SignInException.Redirected redirected) throws StreamFailure {
    var redirect =
        Redirect.read(redirected.text())
            .orElseThrow(() -> refused("the service redirected to nowhere"));
    if (!redirect.isWithin(config.allowedSuffixes())) {
      throw refused(
          redirect.host()
              + ", to which the service redirected, is not in"
              + " monarch.messenger.redirect.allowed-suffixes");
    }
    if (!redirected.isSecure() && !config.allowBeforeTls()) {
      throw refused("the service redirected before the connection was encrypted");
    }
    if (++inARow > config.max()) {
      throw refused("the service redirected more than " + config.max() + " times in a row");
    }
    return new Target(
        redirect.host(), redirect.port(), config.trustNames() && redirected.isSecure());
  }

  private static StreamFailure refused(String reason) {
    LOG.warnf("Not followed: %s", reason);
    return new StreamFailure.Lost(reason);
  }
}
