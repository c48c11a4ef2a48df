/// What one can say to the bot, and the rooms where one says it.
@NullMarked
package chat.monarch.bridge.command;

import org.jspecify.annotations.NullMarked;
