package chat.monarch.store;

import chat.monarch.domain.LoginState;
import chat.monarch.domain.id.LoginId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What a login's owner is told of its connection.
///
/// @param state the state that it tells of
/// @param sentence empty where nothing has to be said
/// @param at when it came to be said, to the millisecond
/// @param said whether the homeserver has it
public record Announcement(
    LoginId login, LoginState state, String sentence, Instant at, boolean said) {
  public Announcement {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }
}
