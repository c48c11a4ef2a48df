package chat.monarch.bridge.contact;

import chat.monarch.bridge.login.Later;
import chat.monarch.bridge.login.Logins;
import chat.monarch.bridge.port.Addition;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.domain.InvitationState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.InvitationRow;
import chat.monarch.store.InvitationTable;
import chat.monarch.store.KnownContact;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// People who ask to become contacts (B.7). Each asks once here, although the service repeats him
/// at every sign-in; an answer that the service may not have is given again.
@ApplicationScoped
public class IncomingInvitations {
  /// How long the service may take to make it mutual (INV-3).
  static final Duration PUSH = Duration.ofSeconds(10);

  private final InvitationTable table;
  private final ContactTable contacts;
  private final Logins logins;
  private final InvitationNotices notices;
  private final Later later;
  private final List<Consumer<RemoteUserId>> listeners = new CopyOnWriteArrayList<>();

  IncomingInvitations(
      InvitationTable table,
      ContactTable contacts,
      Logins logins,
      InvitationNotices notices,
      Later later) {
    this.table = table;
    this.contacts = contacts;
    this.logins = logins;
    this.notices = notices;
    this.later = later;
  }

  /// Whether somebody waits for the user's answer.
  public boolean isAsking(LoginId login, RemoteUserId contact) {
    return table.find(login, contact, true).filter(InvitationRow::isAsking).isPresent();
  }

  /// All who wait for the answer of a login's user.
  public Set<RemoteUserId> asking(LoginId login) {
    return table.of(login).stream()
        .filter(InvitationRow::isAsking)
        .map(InvitationRow::contact)
        .collect(Collectors.toSet());
  }

  /// Has somebody told who asks from now on, or does no longer; he must not block.
  public void onAsking(Consumer<RemoteUserId> listener) {
    listeners.add(listener);
  }

  private void tell(RemoteUserId contact) {
    listeners.forEach(each -> each.accept(contact));
  }

  /// Somebody asks, perhaps again. When this returns it is kept.
  public void invited(LoginId login, Invitation invitation) {
    var known = table.find(login, invitation.from(), true);
    switch (known.map(InvitationRow::state).orElse(InvitationState.DECLINED)) {
      case OPEN, LISTED -> {}
      case ACCEPTING, DECLINING -> later.after(Duration.ZERO, () -> send(known.orElseThrow()));
      case ANSWERED, ACCEPTED, DECLINED -> begin(login, invitation);
    }
  }

  private void begin(LoginId login, Invitation invitation) {
    var wanted = isWanted(login, invitation.from());
    var state = wanted ? InvitationState.ACCEPTING : InvitationState.OPEN;
    table.begin(
        login, invitation.from(), true, invitation.nick(), invitation.message(), state, wanted);
    var row = table.find(login, invitation.from(), true).orElseThrow();
    if (wanted) {
      later.after(Duration.ZERO, () -> send(row));
    } else {
      notices.say(row);
      tell(row.contact());
    }
  }

  /// Whether the user sees him already, or has asked him himself (INV-5).
  private boolean isWanted(LoginId login, RemoteUserId from) {
    return contacts
            .find(login, from)
            .filter(each -> each.isEstablished() || each.asked())
            .isPresent()
        || table.find(login, from, false).filter(row -> row.state().isOpen()).isPresent();
  }

  /// The user answers. Blocks.
  ///
  /// @return whether the service has it; if not, it gets it later
  public boolean answer(InvitationRow row, boolean accept) {
    var state = accept ? InvitationState.ACCEPTING : InvitationState.DECLINING;
    table.advance(row, state, true);
    tell(row.contact());
    return send(table.find(row.login(), row.contact(), true).orElse(row));
  }

  private boolean send(InvitationRow row) {
    var accept = row.state() == InvitationState.ACCEPTING;
    var has =
        logins
            .session(row.login())
            .filter(session -> session.answer(row.contact(), accept))
            .isPresent();
    if (!has) {
      Log.infof("%s gets an answer at the next sign-in", row.contact().value());
    } else if (!accept) {
      table.advance(row, InvitationState.DECLINED, true);
    } else if (isEstablished(row)) {
      table.advance(row, InvitationState.ACCEPTED, true);
    } else {
      table.advance(row, InvitationState.ANSWERED, true);
      later.after(PUSH, () -> addWhereNotMutual(row));
    }
    return has;
  }

  private boolean isEstablished(InvitationRow row) {
    return contacts
        .find(row.login(), row.contact())
        .filter(KnownContact::isEstablished)
        .isPresent();
  }

  /// The service did not make it mutual: the user asks in turn (INV-3).
  private void addWhereNotMutual(InvitationRow row) {
    var waits =
        table
            .find(row.login(), row.contact(), true)
            .filter(now -> now.state() == InvitationState.ANSWERED)
            .isPresent();
    if (waits && !isEstablished(row)) {
      var listed = contacts.find(row.login(), row.contact()).isPresent();
      logins
          .session(row.login())
          .map(session -> session.add(row.contact(), null, listed))
          .filter(Addition.Asked.class::isInstance)
          .ifPresent(_ -> table.advance(row, InvitationState.ACCEPTED, true));
    }
  }

  /// The login is online: what the service may not have is given again.
  public void online(LoginId login) {
    for (var row : table.of(login)) {
      if (!row.incoming()) {
        continue;
      }
      switch (row.state()) {
        case ACCEPTING, DECLINING -> later.after(Duration.ZERO, () -> send(row));
        case ANSWERED -> later.after(PUSH, () -> addWhereNotMutual(row));
        case OPEN, LISTED, ACCEPTED, DECLINED -> {}
      }
    }
  }

  /// The roster shows somebody as a contact: whoever accepted it, here or elsewhere.
  public void established(LoginId login, RemoteUserId contact) {
    table
        .find(login, contact, true)
        .filter(row -> row.state() != InvitationState.DECLINED)
        .filter(row -> row.state() != InvitationState.ACCEPTED)
        .ifPresent(
            row -> {
              table.advance(row, InvitationState.ACCEPTED, true);
              tell(contact);
            });
  }
}
