/// The homeserver: nothing outside sees Matrix JSON or Vert.x. Here, how it and we find each other.
@NullMarked
package chat.monarch.matrix;

import org.jspecify.annotations.NullMarked;
