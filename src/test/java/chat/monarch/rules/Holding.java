package chat.monarch.rules;

import chat.monarch.testkit.Rule;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A test and the duties that it holds somebody to.
///
/// @param test its class and name
record Holding(String test, List<Duty> duties) {
  private static final Pattern VECTOR = Pattern.compile("t(\\d+)_.*");

  static Holding of(JavaMethod method) {
    var duties = new ArrayList<Duty>();
    var party = Party.testedIn(method.getOwner().getPackageName());
    method.tryGetAnnotationOfType(Rule.class).stream()
        .flatMap(rule -> Arrays.stream(rule.value()))
        .map(rule -> Duty.of(rule, party))
        .forEach(duties::add);
    var vector = VECTOR.matcher(method.getName());
    if (vector.matches()) {
      duties.add(new Duty("T" + vector.group(1)));
    }
    var owner = method.getOwner().getName().replace("chat.monarch.", "");
    return new Holding(owner + "." + method.getName(), List.copyOf(duties));
  }
}
