package chat.monarch.readme;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.testkit.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ReadmeTest {
  private static final String BEGIN = "<!-- settings: made from the config interfaces -->\n";
  private static final String END = "<!-- end of settings -->";

  /// To bring the README up to date, put the file that this names between the two comments.
  @Test
  void the_table_of_settings_is_that_of_the_config_interfaces() throws IOException {
    var readme = Files.readString(Checkout.here().resolve("README.md"));
    var table = table();
    var made = Checkout.here().resolve("target/settings.md");
    Files.createDirectories(made.getParent());
    Files.writeString(made, table);
    var begin = readme.indexOf(BEGIN);
    assertThat(begin).as("the comment before the table").isNotNegative();
    var shown = readme.substring(begin + BEGIN.length(), readme.indexOf(END, begin));
    assertThat(shown).as("the table; it should be that of target/settings.md").isEqualTo(table);
  }

  @Test
  void every_setting_has_a_sentence() throws IOException {
    assertThat(settings())
        .hasSizeGreaterThan(60)
        .allSatisfy(setting -> assertThat(setting.sentence()).as(setting.key()).endsWith("."));
  }

  private static String table() throws IOException {
    return settings().stream()
        .map(ReadmeTest::row)
        .collect(Collectors.joining("", "| key | default | meaning |\n| --- | --- | --- |\n", ""));
  }

  private static String row(ConfigSource.Setting setting) {
    return "| `%s` | %s | %s |\n"
        .formatted(setting.key(), normal(setting), setting.sentence().replace("|", "\\|"));
  }

  private static String normal(ConfigSource.Setting setting) {
    if (setting.normal() != null) {
      return "`" + setting.normal() + "`";
    }
    var optional = setting.type().startsWith("Optional") || setting.type().startsWith("Map");
    return optional || setting.type().startsWith("List") ? "none" : "required";
  }

  private static List<ConfigSource.Setting> settings() throws IOException {
    try (var files = Files.walk(Checkout.here().resolve("src/main/java"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("Config.java"))
          .filter(ReadmeTest::isMapping)
          .flatMap(file -> ConfigSource.read(file).stream())
          .sorted(Comparator.comparing(ConfigSource.Setting::key))
          .toList();
    }
  }

  private static boolean isMapping(Path file) {
    try {
      return Files.readString(file).contains("@ConfigMapping");
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
