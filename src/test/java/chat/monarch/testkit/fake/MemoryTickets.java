package chat.monarch.testkit.fake;

import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.store.SignInTable;
import chat.monarch.store.SignInTicket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The tickets in memory.
public final class MemoryTickets extends SignInTable {
  private final List<SignInTicket> rows = new ArrayList<>();

  @Override
  public synchronized void add(SignInTicket ticket) {
    rows.add(ticket);
  }

  @Override
  public synchronized Optional<SignInTicket> find(byte[] ticket) {
    return one(row -> Arrays.equals(row.ticket(), ticket));
  }

  @Override
  public synchronized Optional<SignInTicket> findByState(byte[] state) {
    return one(row -> Arrays.equals(row.state(), state));
  }

  private Optional<SignInTicket> one(Predicate<SignInTicket> which) {
    return rows.stream().filter(which).findFirst();
  }

  @Override
  public synchronized Optional<SignInTicket> openOf(MatrixUserId user, Instant now) {
    return rows.stream()
        .filter(row -> row.user().equals(user) && isOpen(row, now))
        .max(Comparator.comparing(SignInTicket::expires));
  }

  @Override
  public synchronized void setCookie(byte[] ticket, byte[] cookie) {
    rows.replaceAll(
        row -> row.ticket() == ticket ? with(row, cookie, row.used(), row.cancelled()) : row);
  }

  @Override
  public synchronized boolean use(byte[] ticket, Instant now) {
    var good = find(ticket).filter(row -> isOpen(row, now)).isPresent();
    if (good) {
      rows.replaceAll(
          row -> Arrays.equals(row.ticket(), ticket) ? with(row, row.cookie(), true, false) : row);
    }
    return good;
  }

  @Override
  public synchronized int cancelAll(MatrixUserId user, Instant now) {
    var open = rows.stream().filter(row -> row.user().equals(user) && isOpen(row, now)).toList();
    rows.replaceAll(row -> open.contains(row) ? with(row, row.cookie(), true, true) : row);
    return open.size();
  }

  @Override
  public synchronized void deleteExpired(Instant before) {
    rows.removeIf(row -> row.expires().isBefore(before));
  }

  private static boolean isOpen(SignInTicket row, Instant now) {
    return !row.used() && now.isBefore(row.expires());
  }

  private static SignInTicket with(
      SignInTicket row, byte @Nullable [] cookie, boolean used, boolean cancelled) {
    return new SignInTicket(
        row.ticket(),
        row.state(),
        cookie,
        row.user(),
        row.relogin(),
        row.expires(),
        used,
        cancelled);
  }
}
