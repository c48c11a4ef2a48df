package chat.monarch.matrix;

import chat.monarch.domain.Secret;
import org.eclipse.microprofile.config.spi.Converter;

/// Reads the token out of `as_token:…`. What it throws does not show the value.
public final class PuppetTokenConverter implements Converter<Secret> {
  private static final String BEGINNING = "as_token:";

  @Override
  public Secret convert(String value) {
    var stripped = value.strip();
    if (!stripped.startsWith(BEGINNING) || stripped.length() == BEGINNING.length()) {
      throw new IllegalArgumentException(
          "must be as_token: and behind it the as_token of the double-puppet registration");
    }
    return new Secret(stripped.substring(BEGINNING.length()));
  }
}
