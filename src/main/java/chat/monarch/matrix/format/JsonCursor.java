package chat.monarch.matrix.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Goes through JSON without building a tree of it: nothing here recurses with the document's
/// depth. It stands at the beginning of a value; what a visitor leaves of a value is skipped.
final class JsonCursor implements AutoCloseable {
  private static final int MOST_DIGITS = 18;

  private final byte[] json;
  private final JsonParser parser;

  JsonCursor(byte[] json) throws IOException {
    this.json = json;
    this.parser = MatrixJson.FACTORY.createParser(json);
    parser.nextToken();
  }

  /// What is done at a field or an element.
  @FunctionalInterface
  interface Visitor {
    void visit(String name) throws IOException;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /// Visits the fields of an object; of anything else, none.
  void eachField(Visitor visitor) throws IOException {
    if (!isObject()) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      visitor.visit(name);
      parser.skipChildren();
    }
  }

  /// Visits the elements of an array; of anything else, none.
  ///
  /// @param visitor is given the array's own name back
  void eachElement(String array, Visitor visitor) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      visitor.visit(array);
      parser.skipChildren();
    }
  }

  /// Visits the fields of an object, and returns all its bytes.
  byte[] cut(Visitor visitor) throws IOException {
    var from = parser.currentTokenLocation().getByteOffset();
    eachField(visitor);
    return Arrays.copyOfRange(
        json, Math.toIntExact(from), Math.toIntExact(parser.currentLocation().getByteOffset()));
  }

  /// The string here, or null when it is something else.
  @Nullable String text() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  /// The whole number here, or null when it is something else or too large.
  @Nullable Long number() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getTextLength() <= MOST_DIGITS
        ? parser.getLongValue()
        : null;
  }

  /// Whether the value here is `true`.
  boolean isTrue() {
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  /// Makes sure that nothing follows the document.
  void end() throws IOException, NotJsonException {
    if (parser.nextToken() != null) {
      throw new NotJsonException("Something follows the JSON");
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
