package chat.monarch.bridge.login;

import chat.monarch.domain.id.LoginId;
import chat.monarch.store.HeldLogin;
import chat.monarch.store.LoginTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Says in the logins' rows that this process holds their connections, and since when messages may
/// be lost should it end without a word.
@ApplicationScoped
class Leases {
  /// How often they are renewed.
  static final Duration EVERY = Duration.ofSeconds(20);

  /// Two renewals may fail.
  private static final Duration LEASE = EVERY.multipliedBy(3);

  private final LoginTable table;
  private final Clock clock;
  private final String holder = UUID.randomUUID().toString();

  Leases(LoginTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /// Takes them over: who opens a login's connection does so first.
  void take(Collection<LoginId> logins) {
    table.lease(logins, holder, clock.instant().plus(LEASE));
  }

  /// Renews those that are still ours.
  void renew(List<HeldLogin> logins) {
    if (!logins.isEmpty()) {
      table.renewLeases(logins, holder, clock.instant().plus(LEASE));
    }
  }

  /// Gives up those that are still ours.
  void giveUp(List<HeldLogin> logins) {
    if (!logins.isEmpty()) {
      table.endLeases(logins, holder);
    }
  }
}
