package chat.monarch.fault;

import chat.monarch.testkit.Tally;
import java.util.ArrayList;
import java.util.List;

/// What a talk came to, counted from outside.
///
/// @param told the texts that may not have reached the contact, and whose sender knows
record Outcome(Tally toMatrix, Tally toMessenger, List<String> told) {
  /// The texts that are missing without a word.
  List<String> lost() {
    var lost = new ArrayList<>(toMessenger.lost());
    lost.removeAll(told);
    lost.addAll(toMatrix.lost());
    return lost;
  }

  /// Whether every text arrived once and in order, and nobody had to be told anything.
  boolean isPerfect() {
    return toMatrix.isPerfect() && toMessenger.isPerfect() && told.isEmpty();
  }

  /// Whether every text arrived once and in order, or its sender was told.
  boolean isHonest() {
    return lost().isEmpty()
        && toMatrix.doubled().isEmpty()
        && toMessenger.doubled().isEmpty()
        && toMatrix.reordered() == 0
        && toMessenger.reordered() == 0
        && toMatrix.strange().isEmpty()
        && toMessenger.strange().isEmpty();
  }

  @Override
  public String toString() {
    return "to Matrix %s; to Messenger %s; told %s".formatted(toMatrix, toMessenger, told);
  }
}
