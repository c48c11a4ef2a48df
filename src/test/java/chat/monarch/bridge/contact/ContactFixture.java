package chat.monarch.bridge.contact;

import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.store.MemoryGhosts;
import chat.monarch.store.MemoryInvitations;
import chat.monarch.store.MemoryLocalNames;

/// This package over networks and tables in memory.
public final class ContactFixture {
  public final MemoryInvitations invitations = new MemoryInvitations();
  public final MemoryLocalNames local = new MemoryLocalNames();
  public final MemoryGhosts ghosts = new MemoryGhosts();
  public final Names names;
  public final Identifiers identifiers;
  public final IncomingInvitations incoming;
  public final InvitationAnswers answers;
  public final OutgoingInvitations outgoing;
  public final Adding adding;
  final InvitationNotices notices;

  public ContactFixture(LoginFixture with) {
    names = new Names(local, ghosts, with.contacts, invitations);
    identifiers = new Identifiers(with.messenger, with.logins);
    notices =
        new InvitationNotices(
            invitations, names, with.logins, with.users.rooms, with.telling, with::after);
    incoming =
        new IncomingInvitations(invitations, with.contacts, with.logins, notices, with::after);
    answers = new InvitationAnswers(invitations, incoming, names);
    outgoing = new OutgoingInvitations(invitations, with.rosters, notices);
    adding = new Adding(with.logins, with.contacts, invitations, incoming, outgoing, names);
  }
}
