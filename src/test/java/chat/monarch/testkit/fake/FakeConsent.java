package chat.monarch.testkit.fake;

import chat.monarch.bridge.port.Consent;
import chat.monarch.bridge.port.ConsentAnswer;
import chat.monarch.bridge.port.Tokens;
import chat.monarch.bridge.port.TokensException;
import chat.monarch.domain.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A consent page that says yes, and a token endpoint that does what the test says.
public final class FakeConsent implements Consent {
  private static final Pattern PARAMETER = Pattern.compile("[?&](code|state|error)=([^&]*)");

  private final AtomicInteger refreshes = new AtomicInteger();
  private volatile @Nullable TokensException failure;
  private volatile @Nullable Secret lastUsed;
  private volatile Runnable whileRefreshing = () -> {};
  private volatile boolean offered = true;
  private volatile boolean stateless;

  /// The token endpoint answers so from now on.
  public void fail(TokensException with) {
    failure = with;
  }

  /// There is no client id.
  public void withoutClient() {
    offered = false;
  }

  /// Pasted redirects need no `state`.
  public void allowStateless() {
    stateless = true;
  }

  /// Done while tokens are renewed.
  public void whileRefreshing(Runnable action) {
    whileRefreshing = action;
  }

  /// With what tokens were renewed last.
  public @Nullable Secret lastUsed() {
    return lastUsed;
  }

  /// How often tokens were renewed.
  public int refreshes() {
    return refreshes.get();
  }

  @Override
  public boolean isOffered() {
    return offered;
  }

  @Override
  public URI authorizeUrl(String state) {
    return URI.create("https://consent.example/authorize?state=" + state);
  }

  @Override
  public Tokens redeem(String code) throws TokensException {
    throwFailure();
    return new Tokens(
        new Secret("access-" + code),
        new Secret("refresh-" + code),
        Instant.parse("2026-11-24T13:00:00Z"));
  }

  @Override
  public Tokens refresh(Tokens tokens) throws TokensException {
    var count = refreshes.incrementAndGet();
    lastUsed = tokens.refresh();
    whileRefreshing.run();
    throwFailure();
    return new Tokens(
        new Secret("access-fresh" + count),
        new Secret("refresh-fresh" + count),
        tokens.expires().plus(Duration.ofHours(1)));
  }

  private void throwFailure() throws TokensException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public ConsentAnswer read(String redirect) {
    if (!redirect.contains("://")) {
      return new ConsentAnswer.Code(redirect, null);
    }
    var state = parameter(redirect, "state");
    var code = parameter(redirect, "code");
    if (code != null) {
      return new ConsentAnswer.Code(code, state);
    }
    return state == null ? new ConsentAnswer.Unreadable() : new ConsentAnswer.Denied(null, state);
  }

  private static @Nullable String parameter(String redirect, String name) {
    return PARAMETER
        .matcher(redirect)
        .results()
        .filter(found -> found.group(1).equals(name))
        .map(found -> found.group(2))
        .findFirst()
        .orElse(null);
  }

  @Override
  public Optional<URI> withdrawUrl() {
    return Optional.of(URI.create("https://consent.example/withdraw"));
  }

  @Override
  public Duration refreshMargin() {
    return Duration.ofSeconds(120);
  }

  @Override
  public boolean allowsStateless() {
    return stateless;
  }
}
