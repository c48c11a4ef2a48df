package chat.monarch.cli;

import java.util.regex.Pattern;

/// Says in an operator's words what SmallRye Config found wrong with a value.
final class ProblemSentence {
  private static final Pattern MISSING =
      Pattern.compile("config property (\\S+) is required", Pattern.DOTALL);
  private static final Pattern EMPTY =
      Pattern.compile("config property (\\S+) is defined as the empty String", Pattern.DOTALL);
  private static final Pattern FORM =
      Pattern.compile(
          "config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being"
              + " converted (.*)",
          Pattern.DOTALL);
  private static final Pattern SECRET = Pattern.compile("token|secret|password|key");
  private static final Pattern CODES =
      Pattern.compile("(?:[\\w.$]*(?:Exception|Error): )|(?:SRCFG\\d+: )");

  private ProblemSentence() {}

  static String of(String problem) {
    var missing = MISSING.matcher(problem);
    if (missing.find()) {
      return missing.group(1) + ": is required and not set";
    }
    var empty = EMPTY.matcher(problem);
    if (empty.find()) {
      return empty.group(1) + ": is required and empty";
    }
    var form = FORM.matcher(problem);
    if (form.find()) {
      return wrongForm(form.group(1), form.group(2), form.group(3));
    }
    return oneLine(problem);
  }

  private static String wrongForm(String key, String value, String reason) {
    if (SECRET.matcher(key).find()) {
      return key
          + ": the value has the wrong form"
          + (reason.contains(value) ? "" : ": " + oneLine(reason));
    }
    return "%s: \"%s\" has the wrong form: %s".formatted(key, value, oneLine(reason));
  }

  private static String oneLine(String text) {
    return CODES.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
  }
}
