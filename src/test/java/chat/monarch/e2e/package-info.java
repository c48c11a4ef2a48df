/// What only the real Synapse shows. Left out with `-DskipE2E`.
@NullMarked
package chat.monarch.e2e;

import org.jspecify.annotations.NullMarked;
