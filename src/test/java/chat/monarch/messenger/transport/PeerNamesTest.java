package chat.monarch.messenger.transport;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.Rule;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerNamesTest {
  private static final KeyPair KEYS = keys();

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("EC").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static X509Certificate certificate(GeneralName... names) throws Exception {
    var now = Instant.now();
    var subject = new X500Principal("CN=messenger.live.com");
    var builder =
        new JcaX509v3CertificateBuilder(
            subject,
            BigInteger.ONE,
            Date.from(now.minus(1, ChronoUnit.DAYS)),
            Date.from(now.plus(1, ChronoUnit.DAYS)),
            subject,
            KEYS.getPublic());
    if (names.length > 0) {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static X509Certificate forNames(String... names) throws Exception {
    return certificate(
        Arrays.stream(names)
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  @Rule("CON-7")
  @ParameterizedTest
  @CsvSource({
    "messenger.live.com, messenger.live.com, true",
    "Messenger.Live.COM, messenger.live.com, true",
    "live.com, messenger.live.com, false",
    "*.live.com, messenger.live.com, true",
    "*.live.com, a.messenger.live.com, false",
    "*.live.com, live.com, false",
    "*.com, live.com, false",
    "*, localhost, false",
    "m*.live.com, messenger.live.com, false",
    "messenger.live.com.evil.example, messenger.live.com, false",
    "xn--bcher-kva.example, bücher.example, true",
    "192.0.2.1, 192.0.2.1, false",
  })
  void a_name_matches_itself_or_one_label(String given, String wanted, boolean matches)
      throws Exception {
    assertThat(PeerNames.match(forNames(given), Set.of(wanted))).isEqualTo(matches);
  }

  @Rule("CON-7")
  @Test
  void any_of_the_accepted_names_will_do() throws Exception {
    var certificate = forNames("gw.example.org", "xmpp.example.org");

    assertThat(PeerNames.match(certificate, Set.of("messenger.live.com", "xmpp.example.org")))
        .isTrue();
    assertThat(PeerNames.match(certificate, Set.of("messenger.live.com"))).isFalse();
  }

  @Test
  void an_address_matches_an_address() throws Exception {
    var certificate = certificate(new GeneralName(GeneralName.iPAddress, "192.0.2.1"));

    assertThat(PeerNames.match(certificate, Set.of("192.0.2.1"))).isTrue();
    assertThat(PeerNames.match(certificate, Set.of("192.0.2.2"))).isFalse();
  }

  @Test
  void the_common_name_does_not_count() throws Exception {
    assertThat(PeerNames.match(certificate(), Set.of("messenger.live.com"))).isFalse();
  }
}
