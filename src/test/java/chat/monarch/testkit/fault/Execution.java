package chat.monarch.testkit.fault;

import java.nio.charset.StandardCharsets;

/// A statement that the bridge had executed.
///
/// @param parameters as they went over the wire, texts readable
/// @param rows how many it found or changed, 0 where it did not say
public record Execution(String sql, byte[] parameters, int rows) {
  /// Whether its text begins like that.
  public boolean is(String beginning) {
    return sql.startsWith(beginning);
  }

  /// Whether that word stands in its text or in its parameters.
  public boolean mentions(String word) {
    return sql.contains(word) || new String(parameters, StandardCharsets.ISO_8859_1).contains(word);
  }

  Execution with(int found) {
    return new Execution(sql, parameters, found);
  }
}
