package chat.monarch.messenger.stanza;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// Smack reads `QNAME`, or `ELEMENT` and `NAMESPACE`, of these by reflection (`XmppElementUtil`).
@RegisterForReflection(
    classNames = {
      "org.jivesoftware.smack.sasl.packet.SaslNonza$SASLFailure",
      "org.jivesoftware.smack.sasl.packet.SaslNonza$Response",
      "org.jivesoftware.smack.sasl.packet.SaslNonza$AuthMechanism",
      "org.jivesoftware.smack.sasl.packet.SaslNonza$Challenge",
      "org.jivesoftware.smack.sasl.packet.SaslNonza$Success",
      "org.jivesoftware.smack.packet.StreamError",
      "org.jivesoftware.smack.packet.Session$Feature",
      "org.jivesoftware.smack.packet.StartTls",
      "org.jivesoftware.smack.packet.Message$Subject",
      "org.jivesoftware.smack.packet.TlsFailure",
      "org.jivesoftware.smack.packet.Message$Thread",
      "org.jivesoftware.smack.packet.Session",
      "org.jivesoftware.smack.packet.ErrorIQ",
      "org.jivesoftware.smack.packet.Message$Body",
      "org.jivesoftware.smack.packet.AbstractTextElement",
      "org.jivesoftware.smack.packet.StanzaError",
      "org.jivesoftware.smack.packet.StreamOpen",
      "org.jivesoftware.smack.packet.TlsProceed",
      "org.jivesoftware.smack.packet.Bind",
      "org.jivesoftware.smack.packet.Mechanisms",
      "org.jivesoftware.smack.packet.Bind$Feature",
      "org.jivesoftware.smack.packet.Message",
      "org.jivesoftware.smack.packet.Presence",
      "org.jivesoftware.smack.compress.packet.Compressed",
      "org.jivesoftware.smack.compress.packet.Compress$Feature",
      "org.jivesoftware.smack.compress.packet.Compress",
      "org.jivesoftware.smack.compress.packet.Failure",
      "org.jivesoftware.smack.roster.packet.SubscriptionPreApproval",
      "org.jivesoftware.smack.roster.packet.RosterPacket$Item",
      "org.jivesoftware.smack.roster.packet.RosterVer",
      "org.jivesoftware.smack.roster.packet.RosterPacket",
      "org.jivesoftware.smackx.delay.packet.DelayInformation",
      "org.jivesoftware.smackx.nick.packet.Nick",
      "org.jivesoftware.smackx.vcardtemp.packet.VCard"
    },
    methods = false)
final class SmackReflection {
  private SmackReflection() {}
}
