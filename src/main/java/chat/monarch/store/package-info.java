/// What we remember, in PostgreSQL. Takes and gives the domain's values; nobody else sees SQL.
@NullMarked
package chat.monarch.store;

import org.jspecify.annotations.NullMarked;
