/// Tests of our own pages.
@NullMarked
package chat.monarch.web;

import org.jspecify.annotations.NullMarked;
