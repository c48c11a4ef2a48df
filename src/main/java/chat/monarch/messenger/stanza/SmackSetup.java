package chat.monarch.messenger.stanza;

import org.jivesoftware.smack.Smack;
import org.jivesoftware.smack.SmackConfiguration;
import org.jivesoftware.smack.xml.SmackXmlParser;
import org.jivesoftware.smack.xml.stax.StaxXmlPullParserFactory;

/// Starts Smack without its own discovery and without the parts that we do not use.
public final class SmackSetup {
  private SmackSetup() {}

  /// Starts Smack, once. Repeatable.
  ///
  /// @throws IllegalStateException when Smack is told to print every stanza, tokens among them
  public static synchronized void ensureStarted() {
    SmackConfiguration.addDisabledSmackClasses(
        "org.jivesoftware.smack.extensions.ExtensionsInitializer",
        "org.jivesoftware.smack.im.SmackImInitializer",
        "org.jivesoftware.smack.initializer.VmArgInitializer",
        "org.jivesoftware.smack.ReconnectionManager");
    SmackXmlParser.setXmlPullParserFactory(new StaxXmlPullParserFactory());
    Smack.ensureInitialized();
    if (SmackConfiguration.DEBUG) {
      throw new IllegalStateException("smack.debugEnabled would print tokens: take it away");
    }
  }
}
