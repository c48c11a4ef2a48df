package chat.monarch.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The sandbox shares nothing with what it is there to test.
final class SelfContainedTest {
  @Test
  void the_sandbox_needs_the_jdk_and_five_libraries() {
    var sandbox =
        new ClassFileImporter()
            .withImportOption(SelfContainedTest::isPartOfTheJar)
            .importPackages("chat.monarch.sandbox");

    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "chat.monarch.sandbox..",
            "java..",
            "javax..",
            "com.sun.net.httpserver..",
            "com.fasterxml.aalto..",
            "com.fasterxml.jackson..",
            "org.bouncycastle..",
            "org.codehaus.stax2..",
            "org.jspecify.annotations..")
        .check(sandbox);
  }

  /// As `src/test/assembly/sandbox.xml` has it.
  private static boolean isPartOfTheJar(Location location) {
    return !location.matches(
        Pattern.compile(".*(Test|TestClient|Browser|Grammar)(\\$.*)?\\.class"));
  }
}
