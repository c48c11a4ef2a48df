package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.bridge.port.SessionEvents;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Listens to a connection whose account is not known yet. The first sign-in decides; from then on
/// everything goes to the login's own events.
final class LinkingEvents implements SessionEvents {
  private final SignInAttempt attempt;
  private final BiFunction<SignInAttempt, RemoteUserId, Link> linker;
  private volatile @Nullable LoginEvents linked;

  LinkingEvents(SignInAttempt attempt, BiFunction<SignInAttempt, RemoteUserId, Link> linker) {
    this.attempt = attempt;
    this.linker = linker;
  }

  @Override
  public void online(RemoteUserId account, List<Contact> contacts, @Nullable Instant doubtSince) {
    if (linked == null) {
      decide(account);
    }
    pass(
        events -> {
          events.online(account, contacts, doubtSince);
          tellLinked(account, contacts.size());
        });
  }

  private void decide(RemoteUserId account) {
    switch (linker.apply(attempt, account)) {
      case Link.Refused(var why) -> attempt.fail(why);
      case Link.Made(var events) -> linked = events;
    }
  }

  /// Comes after the roster is stored: the next command may ask for it.
  private void tellLinked(RemoteUserId account, int contacts) {
    attempt
        .result()
        .complete(
            new SignInResult.Linked(LoginId.of(account), "`" + account.value() + "`", contacts));
  }

  @Override
  public void ready() {
    pass(LoginEvents::ready);
  }

  @Override
  public void received(List<IncomingChat> messages) {
    if (linked == null) {
      throw new IllegalStateException("This account was not linked: its messages stay there");
    }
    pass(events -> events.received(messages));
  }

  @Override
  public void typing(RemoteUserId contact, boolean typing) {
    pass(events -> events.typing(contact, typing));
  }

  @Override
  public void refused(Refusal refusal) {
    pass(events -> events.refused(refusal));
  }

  @Override
  public void contactChanged(Contact contact) {
    pass(events -> events.contactChanged(contact));
  }

  @Override
  public void contactRemoved(RemoteUserId contact) {
    pass(events -> events.contactRemoved(contact));
  }

  @Override
  public void invited(Invitation invitation) {
    pass(events -> events.invited(invitation));
  }

  @Override
  public void invitationAnswered(RemoteUserId contact, boolean accepted) {
    pass(events -> events.invitationAnswered(contact, accepted));
  }

  @Override
  public void photo(RemoteUserId contact, String hash) {
    pass(events -> events.photo(contact, hash));
  }

  @Override
  public void presence(RemoteUserId contact, Presence presence) {
    pass(events -> events.presence(contact, presence));
  }

  @Override
  public void dropped(String what) {
    pass(events -> events.dropped(what));
  }

  @Override
  public void changed(SessionState state) {
    if (linked == null) {
      beforeLinking(state);
    }
    pass(events -> events.changed(state));
  }

  private void beforeLinking(SessionState state) {
    switch (state) {
      case SessionState.Waiting(var why, _) -> attempt.progressed(why);
      case SessionState.Misconfigured(var why) ->
          attempt.progressed("the bridge is set up wrongly, please tell its operator: " + why);
      case SessionState.BadCredentials(var why) -> attempt.fail(new SignInResult.Refused(why));
      case SessionState.SignedInElsewhere _ ->
          attempt.fail(new SignInResult.Refused("the account signed in at another place"));
      case SessionState.Closed _ -> attempt.fail(new SignInResult.Cancelled());
      case SessionState.Connecting _, SessionState.Online _ -> {}
    }
  }

  private void pass(Consumer<LoginEvents> event) {
    Optional.ofNullable(linked).ifPresent(event);
  }
}
