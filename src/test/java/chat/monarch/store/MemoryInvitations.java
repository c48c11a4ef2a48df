package chat.monarch.store;

import chat.monarch.domain.InvitationState;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The invitations in memory, all of one user.
@SuppressWarnings("NullAway")
public final class MemoryInvitations extends InvitationTable {
  private final List<InvitationRow> rows = new ArrayList<>();

  public MemoryInvitations() {
    super(null);
  }

  @Override
  public synchronized Optional<InvitationRow> find(
      LoginId login, RemoteUserId contact, boolean incoming) {
    return rows.stream().filter(isOf(login, contact, incoming)).findFirst();
  }

  @Override
  public synchronized List<InvitationRow> of(LoginId login) {
    return rows.stream()
        .filter(row -> row.login().equals(login))
        .sorted(Comparator.comparingInt(InvitationRow::number))
        .toList();
  }

  @Override
  public synchronized List<InvitationRow> unsaid() {
    return rows.stream().filter(row -> !row.said()).toList();
  }

  @Override
  public synchronized void begin(
      LoginId login,
      RemoteUserId contact,
      boolean incoming,
      @Nullable String nick,
      @Nullable String message,
      InvitationState state,
      boolean said) {
    var number = rows.stream().mapToInt(InvitationRow::number).max().orElse(0) + 1;
    rows.removeIf(isOf(login, contact, incoming));
    rows.add(new InvitationRow(login, contact, incoming, number, nick, message, state, said));
  }

  @Override
  public synchronized void advance(InvitationRow row, InvitationState state, boolean said) {
    rows.replaceAll(
        each ->
            isOf(row.login(), row.contact(), row.incoming()).test(each)
                    && each.number() == row.number()
                ? with(each, state, said)
                : each);
  }

  @Override
  public synchronized void remove(LoginId login, RemoteUserId contact, boolean incoming) {
    rows.removeIf(isOf(login, contact, incoming));
  }

  @Override
  public synchronized void setSaid(InvitationRow row) {
    find(row.login(), row.contact(), row.incoming())
        .filter(now -> now.number() == row.number() && now.state() == row.state())
        .ifPresent(now -> advance(now, now.state(), true));
  }

  private static InvitationRow with(InvitationRow row, InvitationState state, boolean said) {
    return new InvitationRow(
        row.login(),
        row.contact(),
        row.incoming(),
        row.number(),
        row.nick(),
        row.message(),
        state,
        said);
  }

  private static Predicate<InvitationRow> isOf(
      LoginId login, RemoteUserId contact, boolean incoming) {
    return row ->
        row.login().equals(login) && row.contact().equals(contact) && row.incoming() == incoming;
  }
}
