/// What can be turned while the service runs: the switches of the contract (B.15), faults, and
/// time.
@NullMarked
package chat.monarch.sandbox.setting;

import org.jspecify.annotations.NullMarked;
