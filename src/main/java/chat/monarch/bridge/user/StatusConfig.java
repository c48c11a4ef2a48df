package chat.monarch.bridge.user;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How a sender learns what became of a message.
@ConfigMapping(prefix = "monarch.status")
public interface StatusConfig {
  /// Sends `com.beeper.message_send_status` events for clients that show them.
  @WithDefault("false")
  boolean messageStatusEvents();

  /// The bot marks a message as read when the service has it.
  @WithDefault("false")
  boolean deliveryReceipts();

  /// A notice for each message that could not be delivered, with the reason.
  @WithDefault("true")
  boolean errorNotices();
}
