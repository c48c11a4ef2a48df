/// Tests of what the bot answers.
@NullMarked
package chat.monarch.bridge.command;

import org.jspecify.annotations.NullMarked;
