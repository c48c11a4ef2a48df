package chat.monarch.messenger.session;

import java.time.Duration;

/// How long we wait before we come again (CON-9, B.13).
///
/// @param first after the first failure; doubled each time
/// @param longest never longer, and always where the configuration is wrong
/// @param afterViolation at least so long where the service says that we broke its rules
/// @param settled a session that lived so long was a success
/// @param refusal two refusals of tokens within this time are final (SASL-5)
record Patience(
    Duration first, Duration longest, Duration afterViolation, Duration settled, Duration refusal) {
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(1),
          Duration.ofSeconds(300),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60));
}
