package chat.monarch.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may know whom. What a package is for stands in its `package-info.java`.
class ArchitectureTest {
  private static final String BASE = "chat.monarch";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  /// For each package of the core those that it may use besides `bridge.port`.
  private static final Map<String, List<String>> IN_THE_CORE =
      Map.ofEntries(
          Map.entry("port", List.of()),
          Map.entry("work", List.of()),
          Map.entry("user", List.of("work")),
          Map.entry("ghost", List.of("work")),
          Map.entry("login", List.of("work", "user")),
          Map.entry("backfill", List.of("work", "user")),
          Map.entry("contact", List.of("work", "user", "ghost", "login")),
          Map.entry(
              "portal",
              List.of("work", "user", "ghost", "login", "backfill", "contact", "presence")),
          Map.entry("presence", List.of("work", "user", "ghost", "login")),
          Map.entry("profile", List.of("work", "ghost", "login", "contact", "portal")),
          Map.entry("command", List.of("work", "user", "login", "portal", "contact", "presence")),
          Map.entry(
              "inbox",
              List.of(
                  "work",
                  "user",
                  "login",
                  "backfill",
                  "portal",
                  "command",
                  "contact",
                  "presence",
                  "profile")));

  @Test
  void the_layers_hold() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(BASE + "..")
        .layer("domain")
        .definedBy(BASE + ".domain..")
        .layer("store")
        .definedBy(BASE + ".store..")
        .layer("bridge")
        .definedBy(BASE + ".bridge..")
        .layer("matrix")
        .definedBy(BASE + ".matrix..")
        .layer("messenger")
        .definedBy(BASE + ".messenger..")
        .layer("web")
        .definedBy(BASE + ".web..")
        .layer("cli")
        .definedBy(BASE + ".cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("web")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("matrix")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("messenger")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("bridge")
        .mayOnlyBeAccessedByLayers("matrix", "messenger", "web", "cli")
        .whereLayer("store")
        .mayOnlyBeAccessedByLayers("bridge", "cli")
        .withOptionalLayers(true)
        .check(CLASSES);
  }

  @TestFactory
  List<DynamicTest> the_core_reads_downwards() {
    var tests = new ArrayList<DynamicTest>();
    IN_THE_CORE.forEach(
        (part, others) ->
            tests.add(
                DynamicTest.dynamicTest(part, () -> mayUseOnly(part, others).check(CLASSES))));
    return tests;
  }

  private static com.tngtech.archunit.lang.ArchRule mayUseOnly(String part, List<String> others) {
    var allowed = new ArrayList<String>(List.of(core(part), core("port")));
    others.stream().map(ArchitectureTest::core).forEach(allowed::add);
    return noClasses()
        .that()
        .resideInAPackage(core(part))
        .should()
        .dependOnClassesThat(
            resideInAPackage(BASE + ".bridge..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new)))))
        .allowEmptyShould(true);
  }

  private static String core(String part) {
    return BASE + ".bridge." + part + "..";
  }

  @Test
  void every_package_of_the_core_has_its_rule() {
    assertThat(CLASSES.getPackage(BASE + ".bridge").getSubpackages())
        .extracting(JavaPackage::getRelativeName)
        .isSubsetOf(IN_THE_CORE.keySet());
  }

  @Test
  void packages_form_no_cycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    for (var part : List.of("bridge", "matrix", "messenger")) {
      slices()
          .matching(BASE + "." + part + ".(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void the_domain_knows_the_jdk_only() {
    classes()
        .that()
        .resideInAPackage(BASE + ".domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", BASE + ".domain..")
        .check(CLASSES);
  }

  @Test
  void each_library_stays_where_it_belongs() {
    onlyIn(List.of("messenger"), "org.jivesoftware..", "org.jxmpp..", "com.fasterxml.aalto..");
    onlyIn(
        List.of("matrix", "messenger.transport", "messenger.oauth", "web"),
        "io.vertx..",
        "com.fasterxml.jackson..");
    onlyIn(List.of("matrix", "web"), "jakarta.ws.rs..");
    onlyIn(List.of("store"), "jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..");
    onlyIn(List.of("store", "cli"), "java.sql..", "javax.sql..");
    onlyIn(List.of("cli"), "picocli..", "io.zonky..", "org.yaml..");
  }

  private static void onlyIn(List<String> homes, String... library) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            homes.stream().map(home -> BASE + "." + home + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .check(CLASSES);
  }

  @Test
  void absence_is_marked_in_every_package() {
    assertThat(CLASSES)
        .extracting(JavaClass::getPackage)
        .allMatch(it -> it.tryGetAnnotationOfType(NullMarked.class).isPresent(), "is @NullMarked");
  }
}
