package chat.monarch.messenger.session;

import chat.monarch.messenger.transport.XmppStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Since when messages to one account may have been lost with its streams, until that was told.
final class Doubt {
  private @Nullable Instant past;
  private @Nullable XmppStream present;

  /// Since when, if the present stream were lost now; null for nothing lost.
  synchronized @Nullable Instant since() {
    return present == null ? past : present.doubtSince();
  }

  /// What was in doubt is told. From now on messages may come on this stream.
  synchronized void follow(XmppStream stream) {
    past = null;
    present = stream;
  }

  /// The present stream, if there is one, is over.
  synchronized void end() {
    past = since();
    present = null;
  }
}
