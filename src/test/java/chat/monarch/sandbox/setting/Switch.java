package chat.monarch.sandbox.setting;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// What can be switched, by the names of the contract (B.15), with its default and what it may be.
public enum Switch {
  /// The longest stanza taken from a client, in bytes (GEN-4).
  MAX_INBOUND_STANZA("max_inbound_stanza", "16384", Switch::isCount, "a number of bytes"),
  /// `required`, or for CON-5 `absent` or `failure`.
  STARTTLS("starttls", "required", "absent", "failure"),
  /// The certificate that the front shows: for the domain, for its own name only, or by no known
  /// CA.
  FRONT_CERTIFICATE("front.certificate", "domain", "own_name", "untrusted"),
  /// The same for the gateways (T15).
  GATEWAY_CERTIFICATE("gateway.certificate", "domain", "own_name", "untrusted"),
  /// When a redirect comes (SOH-1).
  REDIRECT_STAGE("redirect.stage", "post_tls", "pre_tls", "post_sasl", "in_session"),
  /// Whom the front redirects; `first`: a token's first connection, before sign-in the front's
  /// first.
  REDIRECT_MODE("redirect.mode", "never", "always", "first", "random"),
  /// How probable a redirect is with `redirect.mode=random`.
  REDIRECT_PROBABILITY("redirect.probability", "0.5", Switch::isProbability, "from 0 to 1"),
  /// What stands in a redirect; `loop` makes the gateways redirect too, without end.
  REDIRECT_FORM("redirect.form", "name_port", "name", "v6_port", "empty", "loop", "foreign"),
  /// When another resource than the wanted one is given (BND-2).
  BIND_REWRITE("bind.rewrite", "conflict", "never", "always"),
  /// After how long without a stanza a stream is closed (KA-2).
  IDLE_TIMEOUT("idle_timeout", "120s", Switch::isDuration, "a duration like 120s"),
  /// The answer to a ping.
  PING("ping", "result", "error"),
  /// What disco names, with commas (DSC-1).
  DISCO_FEATURES(
      "disco.features",
      "http://jabber.org/protocol/disco#info,http://messenger.live.com/xmpp/jidlookup,"
          + "vcard-temp,urn:xmpp:archive,urn:xmpp:archive:manage",
      _ -> true,
      "a list with commas"),
  /// The answer to a forbidden change of the roster (MOD-1).
  ROSTER_REFUSAL(
      "roster.refusal", "feature-not-implemented", "not-allowed", "service-unavailable", "silent"),
  /// The answer to a vCard set (VC-5).
  VCARD_REFUSAL("vcard.refusal", "feature-not-implemented", "not-allowed"),
  /// Whether photos in vCards are broken into lines (VC-2, T39).
  VCARD_LINE_BREAKS("vcard.line_breaks", "off", "on"),
  /// Whether chat states are relayed (MSG-4).
  CHAT_STATES("chatstates", "on", "off"),
  /// What becomes of messages from somebody who is no contact (MSG-6).
  FROM_STRANGERS("messages.from_strangers", "deliver", "drop"),
  /// Whether presences tell the hash of the photo (PRS-3).
  PHOTO_HASH("presence.photo_hash", "off", "on"),
  /// How many messages of a pair the archive shows (ARC-1).
  ARCHIVE_LIMIT("archive.limit", "10", Switch::isCount, "a number of messages"),
  /// Whether `retrieve` insists on the current start (ARC-4).
  ARCHIVE_START("archive.start", "lenient", "strict"),
  /// Whether the archive sends what it need not (ARC-6).
  ARCHIVE_EXTRAS("archive.extras", "off", "on"),
  /// Whether the archive answers with an RSM set (ARC-7).
  ARCHIVE_RSM("archive.rsm", "full", "none"),
  /// The answer to a look-up of an unknown account (GJ-3).
  GETJID_UNKNOWN("getjid.unknown", "error", "empty", "blank"),
  /// To whom the answer of a look-up is addressed (GJ-2).
  GETJID_REPLY_TO("getjid.reply_to", "request", "bare", "full"),
  /// Whether the token endpoint takes GET (OA-5).
  OAUTH_TOKEN_GET("oauth.token_get", "on", "off"),
  /// Whether the token endpoint's legacy path takes POST (OA-5).
  OAUTH_LEGACY_POST("oauth.legacy_post", "on", "off"),
  /// What becomes of a refresh token that was used (OA-7).
  OAUTH_ROTATE("oauth.rotate", "grace", "strict", "never"),
  /// How long an access token lives (OA-6).
  OAUTH_ACCESS_LIFETIME("oauth.access_lifetime", "3600s", Switch::isDuration, "a duration like 1h"),
  /// How `expires_in` is written (OA-6, T40).
  OAUTH_EXPIRES_IN("oauth.expires_in", "number", "string", "absent"),
  /// Whether a refresh answers with a refresh token (OA-7, T40).
  OAUTH_REFRESH_TOKEN("oauth.refresh_token", "on", "off"),
  /// Whether a session ends when its token expires (OA-8).
  SESSION_ENDS_WITH_TOKEN("session_ends_with_token", "off", "on"),
  /// Whether the mechanism's name has the blank of the old document (T1).
  MECHANISM_PADDING("mechanism.padding", "off", "on"),
  /// How long each answer to a client is held back.
  FAULT_DELAY("fault.delay", "0s", Switch::isDuration, "a duration like 500ms"),
  /// From whom rosters come: from the domain, or forged from a contact (T17).
  FAULT_ROSTER_FROM("fault.roster_from", "domain", "contact"),
  /// Whether photos in vCards break off in the middle.
  FAULT_TRUNCATED_VCARD("fault.truncated_vcard", "off", "on"),
  /// Whether each roster push is sent twice.
  FAULT_DUPLICATE_PUSH("fault.duplicate_push", "off", "on"),
  /// How many stanzas are remembered for each account; 0 for none.
  LOG_LIMIT("log.limit", "10000", Switch::isCount, "a number of stanzas");

  private final String key;
  private final String initial;
  private final Predicate<String> check;
  private final String wanted;

  Switch(String key, String initial, String... others) {
    this(
        key,
        initial,
        value -> value.equals(initial) || Arrays.asList(others).contains(value),
        "one of " + initial + ", " + String.join(", ", others));
  }

  Switch(String key, String initial, Predicate<String> check, String wanted) {
    this.key = key;
    this.initial = initial;
    this.check = check;
    this.wanted = wanted;
  }

  /// The name in B.15, such as `redirect.stage`.
  public String key() {
    return key;
  }

  /// Its value when nothing was set.
  public String initial() {
    return initial;
  }

  /// That value in its plain form, or a sentence that says what it must be.
  ///
  /// @throws IllegalArgumentException if the switch cannot have that value
  String checked(String value) {
    if (!check.test(value)) {
      throw new IllegalArgumentException("The switch " + key + " must be " + wanted + ".");
    }
    return value;
  }

  /// The switch of that name.
  public static Optional<Switch> named(String key) {
    return List.of(values()).stream().filter(known -> known.key.equals(key)).findFirst();
  }

  static Duration duration(String value) {
    var text = value.toLowerCase(Locale.ROOT);
    if (text.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
    }
    return Duration.parse("PT" + (text.matches("\\d+") ? text + "s" : text));
  }

  private static boolean isDuration(String value) {
    try {
      return !duration(value).isNegative();
    } catch (DateTimeParseException | NumberFormatException _) {
      return false;
    }
  }

  private static boolean isCount(String value) {
    return value.matches("\\d{1,9}");
  }

  private static boolean isProbability(String value) {
    return value.matches("[01]|0?\\.\\d+|1\\.0*|0\\.0*");
  }
}
