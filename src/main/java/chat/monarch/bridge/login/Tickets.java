package chat.monarch.bridge.login;

import chat.monarch.domain.Secret;
import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.store.SignInTable;
import chat.monarch.store.SignInTicket;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tickets for signing in. A ticket opens its page for 15 minutes and serves one sign-in; the
/// database has hashes only.
@ApplicationScoped
class Tickets {
  static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final Duration REMEMBERED = Duration.ofDays(1);
  private static final int BYTES = 32;

  private final SignInTable table;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Tickets(SignInTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /// A new ticket.
  Secret issue(MatrixUserId user, @Nullable LoginId relogin) {
    var now = clock.instant();
    table.deleteExpired(now.minus(REMEMBERED));
    var ticket = draw();
    table.add(
        new SignInTicket(
            hash(ticket.value()),
            hash(stateOf(ticket)),
            null,
            user,
            relogin,
            now.plus(LIFETIME),
            false,
            false));
    return ticket;
  }

  /// The ticket, if it is good.
  SignInStep<SignInTicket> look(Secret ticket) {
    return checked(table.find(hash(ticket.value())));
  }

  /// The ticket whose request for consent bore this `state`, if it is good.
  SignInStep<SignInTicket> ofState(String state) {
    return checked(table.findByState(hash(state)));
  }

  /// Whether this `state` comes from a ticket of the user, be it still good or not.
  boolean isOf(MatrixUserId user, String state) {
    return table.findByState(hash(state)).filter(found -> found.user().equals(user)).isPresent();
  }

  /// The user's latest good ticket.
  Optional<SignInTicket> openOf(MatrixUserId user) {
    return table.openOf(user, clock.instant());
  }

  /// What comes back from the consent page in place of the ticket, which it must not see.
  String stateOf(Secret ticket) {
    return encode(hash("state." + ticket.value()));
  }

  /// Binds the ticket to the browser that pressed the button: the last one counts.
  ///
  /// @return what this browser must show when it comes back
  Secret bind(SignInTicket ticket) {
    var cookie = draw();
    table.setCookie(ticket.ticket(), hash(cookie.value()));
    return cookie;
  }

  /// Whether the browser that shows this pressed the button.
  boolean isBoundTo(SignInTicket ticket, @Nullable Secret cookie) {
    return cookie != null
        && ticket.cookie() != null
        && MessageDigest.isEqual(ticket.cookie(), hash(cookie.value()));
  }

  /// Uses the ticket up: of several who try, one succeeds.
  boolean use(SignInTicket ticket) {
    return table.use(ticket.ticket(), clock.instant());
  }

  /// Uses up all of the user's tickets, as he called off what he began.
  ///
  /// @return whether there were any
  boolean cancelAll(MatrixUserId user) {
    return table.cancelAll(user, clock.instant()) > 0;
  }

  private SignInStep<SignInTicket> checked(Optional<SignInTicket> found) {
    if (found.isEmpty()) {
      return new SignInStep.Failed<>(new SignInProblem.UnknownTicket());
    }
    var ticket = found.get();
    if (ticket.cancelled()) {
      return new SignInStep.Failed<>(new SignInProblem.Cancelled());
    }
    if (ticket.used()) {
      return new SignInStep.Failed<>(new SignInProblem.Used());
    }
    return clock.instant().isBefore(ticket.expires())
        ? new SignInStep.Next<>(ticket)
        : new SignInStep.Failed<>(new SignInProblem.Expired());
  }

  private Secret draw() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(encode(bytes));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hash(String value) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
