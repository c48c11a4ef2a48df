package chat.monarch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.Checkout;
import chat.monarch.testkit.Rule;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/// Every rule of Part B has a test, or a reason why not; `target/rules.md` shows which.
final class RulesTest {
  private static final RuleBook BOOK = RuleBook.read();
  private static final List<JavaMethod> METHODS =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
              .importPackages("chat.monarch")
              .stream()
              .flatMap(type -> type.getMethods().stream())
              .toList();
  private static final List<Holding> HOLDINGS =
      tests().map(Holding::of).sorted((one, other) -> one.test().compareTo(other.test())).toList();

  private static Stream<JavaMethod> tests() {
    return METHODS.stream().filter(method -> method.isMetaAnnotatedWith(Testable.class));
  }

  @BeforeAll
  static void write_the_table() throws IOException {
    var file = Checkout.here().resolve("target/rules.md");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        BOOK.duties().stream()
            .map(duty -> "| " + duty.name() + " | " + shown(duty) + " |\n")
            .collect(Collectors.joining("", "| rule | tests |\n| --- | --- |\n", "")));
  }

  private static String shown(Duty duty) {
    var tests = holding(duty);
    return tests.isEmpty()
        ? "none: " + BOOK.open().getOrDefault(duty, "nobody knows why")
        : tests.stream().map(test -> "`" + test + "`").collect(Collectors.joining("<br>"));
  }

  private static List<String> holding(Duty duty) {
    return HOLDINGS.stream()
        .filter(holding -> holding.duties().contains(duty))
        .map(Holding::test)
        .toList();
  }

  @Test
  void every_rule_and_every_vector_has_a_test_or_a_reason() {
    assertThat(BOOK.duties()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    assertThat(BOOK.duties().stream().filter(duty -> holding(duty).isEmpty()))
        .as("what has no test, and no line in untested.txt")
        .isSubsetOf(BOOK.open().keySet());
  }

  /// Its line in `untested.txt` is to be deleted when the test comes.
  @Test
  void nothing_is_called_untested_that_has_a_test_or_does_not_exist() {
    assertThat(BOOK.open().keySet())
        .isSubsetOf(BOOK.duties())
        .allSatisfy(duty -> assertThat(holding(duty)).as("the tests of " + duty).isEmpty());
  }

  @Test
  void every_number_that_a_test_cites_is_that_of_a_rule() {
    var rules =
        BOOK.duties().stream().map(duty -> duty.name().split(" ")[0]).collect(Collectors.toSet());
    assertThat(HOLDINGS)
        .flatExtracting(Holding::duties)
        .extracting(duty -> duty.name().split(" ")[0])
        .isSubsetOf(rules);
  }

  @Test
  void only_tests_cite_rules() {
    assertThat(METHODS.stream().filter(method -> method.isAnnotatedWith(Rule.class)))
        .isNotEmpty()
        .allMatch(method -> method.isMetaAnnotatedWith(Testable.class));
  }
}
