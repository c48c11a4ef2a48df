package chat.monarch.bridge.login;

import chat.monarch.bridge.port.Tokens;
import chat.monarch.domain.Secret;
import chat.monarch.domain.id.LoginId;
import chat.monarch.store.SealedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts tokens for the database: AES-256-GCM with a random nonce in front, bound to the login,
/// so that a row's tokens open in no other row.
@ApplicationScoped
class TokenCipher {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String WRONG_KEY =
      "monarch.secret-key is not the key with which the stored tokens were encrypted: put the old"
          + " key back";

  private final TokenKey key;
  private final SecureRandom random = new SecureRandom();

  TokenCipher(SignInConfig config) {
    this.key = config.secretKey();
  }

  SealedTokens seal(LoginId login, Tokens tokens) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, login).doFinal(write(tokens));
      var row = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed);
      return new SealedTokens(row.array(), key.id(), tokens.expires());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// @throws WrongSecretKeyException when the key is another, or the row is not what was sealed
  Tokens open(LoginId login, SealedTokens tokens) {
    try {
      var row = ByteBuffer.wrap(tokens.sealed());
      var nonce = new byte[NONCE_BYTES];
      row.get(nonce);
      var sealed = new byte[row.remaining()];
      row.get(sealed);
      return read(cipher(Cipher.DECRYPT_MODE, nonce, login).doFinal(sealed), tokens);
    } catch (GeneralSecurityException | BufferUnderflowException _) {
      throw new WrongSecretKeyException(WRONG_KEY);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, LoginId login) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bytes(login.value()));
    return cipher;
  }

  /// The length of the access token, the access token, and the refresh token if there is one.
  private static byte[] write(Tokens tokens) {
    var access = bytes(tokens.access().value());
    var refresh = tokens.refresh() == null ? new byte[0] : bytes(tokens.refresh().value());
    return ByteBuffer.allocate(Integer.BYTES + access.length + refresh.length)
        .putInt(access.length)
        .put(access)
        .put(refresh)
        .array();
  }

  private static Tokens read(byte[] plain, SealedTokens row) {
    var buffer = ByteBuffer.wrap(plain);
    var access = new byte[buffer.getInt()];
    buffer.get(access);
    var refresh = new byte[buffer.remaining()];
    buffer.get(refresh);
    return new Tokens(secret(access), refresh.length == 0 ? null : secret(refresh), row.expires());
  }

  private static Secret secret(byte[] value) {
    return new Secret(new String(value, StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
