package chat.monarch.messenger.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/// Puts one top-level element together, and stops keeping it when it grows past the limits.
final class ElementBuilder {
  private final Limits limits;
  private final Deque<Element> open = new ArrayDeque<>();
  private final StringBuilder characters = new StringBuilder();
  private @Nullable Element top;
  private boolean tooLarge;
  private int depth;
  private int size;
  private int elements;

  ElementBuilder(Limits limits) {
    this.limits = limits;
  }

  void start(QName name, List<Element.Attribute> attributes) {
    depth++;
    elements++;
    grow(name.getLocalPart().length());
    for (var attribute : attributes) {
      grow(attribute.name().getLocalPart().length() + attribute.value().length());
    }
    tooLarge |=
        depth > limits.depth()
            || elements > limits.elements()
            || attributes.size() > limits.attributes();
    if (top == null) {
      top = new Element(name, attributes, new ArrayList<>());
      open.push(top);
    } else if (tooLarge) {
      forget();
    } else {
      flush();
      var element = new Element(name, attributes, new ArrayList<>());
      open.element().content().add(element);
      open.push(element);
    }
  }

  void text(String text) {
    grow(text.length());
    if (tooLarge) {
      forget();
    } else {
      characters.append(text);
    }
  }

  void end() {
    depth--;
    if (!tooLarge) {
      flush();
      open.pop();
    }
  }

  Result result() {
    if (top == null) {
      throw new IllegalStateException("nothing was started");
    }
    return tooLarge
        ? new Result.TooLarge(new Element(top.name(), top.attributes(), List.of()))
        : new Result.Whole(top, size);
  }

  private void grow(int by) {
    size += by;
    tooLarge |= size > limits.stanzaSize();
  }

  /// Gives back the memory at once: the rest may be long in coming.
  private void forget() {
    if (top != null) {
      top.content().clear();
    }
    open.clear();
    characters.setLength(0);
    characters.trimToSize();
  }

  private void flush() {
    if (!characters.isEmpty()) {
      open.element().content().add(new Node.Text(characters.toString()));
      characters.setLength(0);
    }
  }

  /// What came of it.
  sealed interface Result {
    /// All of it.
    record Whole(Element element, int size) implements Result {}

    /// Only its first tag; the rest was too large.
    record TooLarge(Element head) implements Result {}
  }
}
