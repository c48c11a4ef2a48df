package chat.monarch.messenger.stanza;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What people type of others.
public final class Typed {
  private static final int LONGEST_EMAIL = 320;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s\"&'/:<>]+@[^@\\s]+");

  private Typed() {}

  /// An e-mail address that may be looked up, in lower case without blanks around it (GJ-1, GJ-4).
  public static Optional<String> email(String typed) {
    var email = typed.strip().toLowerCase(Locale.ROOT);
    return email.length() <= LONGEST_EMAIL
            && EMAIL.matcher(email).matches()
            && Jids.user(email).filter(user -> user.value().equals(email)).isPresent()
        ? Optional.of(email)
        : Optional.empty();
  }

  /// A name; null when nothing is left of it.
  public static @Nullable String name(String typed) {
    return CleanText.name(typed);
  }
}
