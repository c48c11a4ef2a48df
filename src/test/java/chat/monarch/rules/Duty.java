package chat.monarch.rules;

/// What somebody has to keep to: a rule as it binds one party, or a vector of B.16 such as `T7`.
///
/// @param name as in the table: `ARC-13 client`, or `T7`
record Duty(String name) {
  static Duty of(String rule, Party party) {
    return new Duty(rule + " " + party);
  }
}
