package chat.monarch.sandbox.oauth;

import chat.monarch.sandbox.setting.Switch;
import chat.monarch.sandbox.setting.Switches;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tokens and codes that were given out. Everything here is secret and is never logged (OA-13).
public final class Tokens {
  private static final Duration CODE_LIFE = Duration.ofMinutes(10);
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration CONSENT_LIFE = Duration.ofDays(365);
  private static final int MANY = 100_000;

  private final Map<String, Grant> access = new HashMap<>();
  private final Map<String, Refresh> refresh = new HashMap<>();
  private final Map<String, Code> codes = new HashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Switches switches;
  private final InstantSource clock;

  public Tokens(Switches switches, InstantSource clock) {
    this.switches = switches;
    this.clock = clock;
  }

  /// A token that was given out as a code: to whom, and for which redirect.
  record Code(Grant grant, String redirect) {
    @Override
    public String toString() {
      return "Code[of " + grant.cid() + "]";
    }
  }

  /// @param usedAt when it was first used, null before
  private record Refresh(Grant grant, @Nullable Instant usedAt) {}

  /// A new access token of the live shape (SASL-3), and with `wl.offline_access` a refresh token.
  public record Issued(String accessToken, @Nullable String refreshToken, Grant grant) {
    @Override
    public String toString() {
      return "Issued[to " + grant.cid() + "]";
    }
  }

  /// New tokens for an account, as if its owner had agreed.
  public synchronized Issued issue(String cid, String client, Set<String> scopes) {
    var grant = new Grant(cid, client, scopes, clock.instant().plus(lifetime()));
    var token = accessToken();
    remember(token, grant);
    return new Issued(token, grant.allowsRefresh() ? newRefreshToken(grant) : null, grant);
  }

  /// What an access token allows, also when it is expired; empty when it is unknown or revoked.
  synchronized Optional<Grant> find(String accessToken) {
    return Optional.ofNullable(access.get(accessToken));
  }

  /// What a valid access token allows; empty when it is unknown, revoked or expired.
  public Optional<Grant> findValid(String accessToken) {
    return find(accessToken).filter(grant -> !grant.isExpired(clock.instant()));
  }

  /// A code that is good once, for ten minutes (OA-2).
  synchronized String issueCode(String cid, String client, Set<String> scopes, String redirect) {
    var code = "M" + HexFormat.of().formatHex(bytes(16));
    codes.put(
        code, new Code(new Grant(cid, client, scopes, clock.instant().plus(CODE_LIFE)), redirect));
    return code;
  }

  /// Uses up a code; empty if it is not good.
  synchronized Optional<Code> takeCode(String code) {
    return Optional.ofNullable(codes.remove(code))
        .filter(found -> !found.grant().isExpired(clock.instant()));
  }

  /// What a refresh token allows; empty if it is not good for that client. It is used up as
  /// `oauth.rotate` says (OA-7).
  synchronized Optional<Grant> useRefreshToken(String token, String client) {
    var found = refresh.get(token);
    if (found == null || !found.grant().client().equals(client) || isOver(found)) {
      return Optional.empty();
    }
    if (switches.is(Switch.OAUTH_ROTATE, "strict")) {
      refresh.remove(token);
    } else if (switches.is(Switch.OAUTH_ROTATE, "grace") && found.usedAt() == null) {
      refresh.put(token, new Refresh(found.grant(), clock.instant()));
    }
    return Optional.of(found.grant());
  }

  /// New tokens for a grant that a refresh token gave.
  synchronized Issued renew(String usedToken, Grant grant, Set<String> scopes) {
    var renewed = new Grant(grant.cid(), grant.client(), scopes, clock.instant().plus(lifetime()));
    var token = accessToken();
    remember(token, renewed);
    var keeps = switches.is(Switch.OAUTH_ROTATE, "never");
    return new Issued(token, keeps ? usedToken : newRefreshToken(grant), renewed);
  }

  /// The owner withdraws consent: no token of the account is good any more (OA-12).
  public synchronized void revoke(String cid) {
    access.values().removeIf(grant -> grant.cid().equals(cid));
    refresh.values().removeIf(held -> held.grant().cid().equals(cid));
    codes.values().removeIf(code -> code.grant().cid().equals(cid));
  }

  /// How long an access token lives now.
  Duration lifetime() {
    return switches.duration(Switch.OAUTH_ACCESS_LIFETIME);
  }

  /// Expired tokens are kept as long as there are not many, for the sake of OA-10's errors.
  private void remember(String token, Grant grant) {
    if (access.size() >= MANY) {
      access.values().removeIf(old -> old.isExpired(clock.instant()));
    }
    access.put(token, grant);
  }

  private boolean isOver(Refresh token) {
    var now = clock.instant();
    return token.grant().isExpired(now)
        || (token.usedAt() != null && now.isAfter(token.usedAt().plus(GRACE)));
  }

  private String newRefreshToken(Grant grant) {
    var token = "sandbox!refresh*" + HexFormat.of().formatHex(bytes(24)) + "$$";
    refresh.put(
        token,
        new Refresh(
            new Grant(
                grant.cid(), grant.client(), grant.scopes(), clock.instant().plus(CONSENT_LIFE)),
            null));
    return token;
  }

  /// 724 to 764 characters that begin with `Ew`, end in `=` and hold a `+` and a `/`.
  private String accessToken() {
    while (true) {
      var length = 541 + random.nextInt(31);
      if (length % 3 == 0) {
        continue;
      }
      var blob = bytes(length);
      blob[0] = 0x13;
      blob[1] = 0x00;
      var token = Base64.getEncoder().encodeToString(blob);
      if (token.contains("+") && token.contains("/")) {
        return token;
      }
    }
  }

  private byte[] bytes(int length) {
    var drawn = new byte[length];
    random.nextBytes(drawn);
    return drawn;
  }
}
