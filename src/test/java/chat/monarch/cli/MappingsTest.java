package chat.monarch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import org.junit.jupiter.api.Test;

class MappingsTest {
  @Test
  void every_config_interface_is_checked_at_the_start() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("chat.monarch");
    assertThat(classes.stream().filter(it -> it.isAnnotatedWith(ConfigMapping.class)))
        .extracting(JavaClass::getName)
        .containsExactlyInAnyOrderElementsOf(
            Configuration.MAPPINGS.stream().map(Class::getName).toList());
  }
}
