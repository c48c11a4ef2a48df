package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.bridge.port.SessionEvents;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.LoginTable;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the connection of a linked account tells: remembers roster and state, and passes the rest
/// on to the portals.
final class LoginEvents implements SessionEvents {
  private final LoginId login;
  private final LoginTable logins;
  private final ContactTable contacts;
  private final LoginListener listener;
  private final LoginDoubt doubt;
  private final StateNotices notices;
  private final Consumer<String> tell;
  private final Gate gate = new Gate();
  private volatile boolean firstTime;
  private volatile boolean retired;

  /// @param firstTime whether the account was linked just now
  /// @param tell says something to the owner, without waiting for it
  LoginEvents(
      LoginId login,
      boolean firstTime,
      LoginTable logins,
      ContactTable contacts,
      LoginListener listener,
      LoginDoubt doubt,
      StateNotices notices,
      Consumer<String> tell) {
    this.login = login;
    this.firstTime = firstTime;
    this.logins = logins;
    this.contacts = contacts;
    this.listener = listener;
    this.doubt = doubt;
    this.notices = notices;
    this.tell = tell;
  }

  /// Another connection took over, or the login was signed out: how this one ends is no news.
  void retire() {
    retired = true;
    notices.settle();
  }

  /// The bridge stops: what is in hand is finished, and nothing else is begun. Returns at once.
  void stop() {
    retire();
    gate.close();
  }

  /// Waits until nothing is in hand, so long and no longer.
  void awaitStopped(Duration patience) {
    gate.await(patience);
  }

  @Override
  public void online(RemoteUserId account, List<Contact> roster, @Nullable Instant doubtSince) {
    gate.pass(() -> enter(roster, doubtSince));
  }

  private void enter(List<Contact> roster, @Nullable Instant doubtSince) {
    contacts.replace(login, roster.stream().map(Rosters::known).toList());
    doubt.begin(doubtSince);
    listener.online(login);
  }

  /// Since when messages may have been lost.
  ///
  /// @param lost since when that is so of the present stream, or null
  @Nullable Instant doubtSince(@Nullable Instant lost) {
    return LoginDoubt.earlier(doubt.open(), doubt.reach(lost));
  }

  @Override
  public void ready() {
    gate.pass(this::serve);
  }

  private void serve() {
    listener.ready(login, firstTime, Optional.ofNullable(doubt.open()), doubt.settlement());
    firstTime = false;
  }

  @Override
  public void received(List<IncomingChat> messages) {
    gate.pass(() -> listener.received(login, messages));
  }

  @Override
  public void typing(RemoteUserId contact, boolean typing) {
    gate.pass(() -> listener.typing(login, contact, typing));
  }

  @Override
  public void refused(Refusal refusal) {
    gate.pass(() -> listener.refused(login, refusal));
  }

  @Override
  public void contactChanged(Contact contact) {
    gate.pass(
        () -> {
          contacts.put(login, Rosters.known(contact));
          listener.contactChanged(login, contact);
        });
  }

  @Override
  public void contactRemoved(RemoteUserId contact) {
    gate.pass(() -> contacts.remove(login, contact));
  }

  @Override
  public void invited(Invitation invitation) {
    gate.pass(() -> listener.invited(login, invitation));
  }

  @Override
  public void invitationAnswered(RemoteUserId contact, boolean accepted) {
    gate.pass(() -> listener.invitationAnswered(login, contact, accepted));
  }

  @Override
  public void photo(RemoteUserId contact, String hash) {
    gate.pass(() -> listener.photo(login, contact, hash));
  }

  @Override
  public void presence(RemoteUserId contact, Presence presence) {
    gate.pass(() -> listener.presence(login, contact, presence));
  }

  @Override
  public void dropped(String what) {
    tell.accept(what);
  }

  @Override
  public void changed(SessionState state) {
    if (!(state instanceof SessionState.Online)) {
      doubt.away();
    }
    if (!retired) {
      if (!(state instanceof SessionState.Online)) {
        listener.disconnected(login);
      }
      remember(state);
      notices.changed(state);
      if (isAtRest(state)) {
        listener.stopped(login);
      }
    }
  }

  /// Whether it stays so until somebody does something.
  private static boolean isAtRest(SessionState state) {
    return switch (state) {
      case SessionState.BadCredentials _,
          SessionState.SignedInElsewhere _,
          SessionState.Misconfigured _ ->
          true;
      case SessionState.Connecting _,
          SessionState.Online _,
          SessionState.Waiting _,
          SessionState.Closed _ ->
          false;
    };
  }

  private void remember(SessionState state) {
    try {
      switch (state) {
        case SessionState.Online _ -> keep(LoginState.CONNECTED, null);
        case SessionState.Waiting(var why, _) -> keep(LoginState.TRANSIENT_DISCONNECT, why);
        case SessionState.BadCredentials(var why) -> keep(LoginState.BAD_CREDENTIALS, why);
        case SessionState.SignedInElsewhere _ -> keep(LoginState.SIGNED_IN_ELSEWHERE, null);
        case SessionState.Misconfigured(var why) -> keep(LoginState.MISCONFIGURED, why);
        case SessionState.Connecting _, SessionState.Closed _ -> {}
      }
    } catch (RuntimeException failure) {
      // The connection itself knows how it is; the row only matters after a restart.
      Log.warnf("The state of login %s was not stored: %s", login.value(), failure.getMessage());
    }
  }

  private void keep(LoginState state, @Nullable String reason) {
    logins.setState(login, state, reason);
  }
}
