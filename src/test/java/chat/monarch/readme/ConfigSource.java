package chat.monarch.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The source of a config interface: its settings in order, with their sentences.
final class ConfigSource {
  private static final Pattern PREFIX =
      Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
  private static final Pattern INTERFACE = Pattern.compile("\\binterface (\\w+)");
  private static final Pattern METHOD = Pattern.compile("^\\s*([\\w<>., @()]+) (\\w+)\\(\\);");
  private static final Pattern DEFAULT = Pattern.compile("@WithDefault\\(\"(.*)\"\\)");

  private final String prefix;
  private final String top;
  private final List<Member> members = new ArrayList<>();

  private ConfigSource(Path file) throws IOException {
    var text = Files.readString(file);
    prefix = first(PREFIX, text);
    top = file.getFileName().toString().replace(".java", "");
    read(text.lines().toList());
  }

  /// One setting.
  ///
  /// @param normal the default; null where there is none
  record Setting(String key, String type, @Nullable String normal, String sentence) {}

  /// The settings of a config interface.
  static List<Setting> read(Path file) {
    try {
      var source = new ConfigSource(file);
      return source.settings(source.prefix, source.top).toList();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void read(List<String> lines) {
    Deque<String> blocks = new ArrayDeque<>();
    var doc = new StringBuilder();
    @Nullable String normal = null;
    for (var line : lines) {
      var code = line.strip();
      var opened = INTERFACE.matcher(code);
      var method = METHOD.matcher(line);
      if (code.startsWith("///")) {
        doc.append(code.substring(3).strip()).append(' ');
      } else if (DEFAULT.matcher(code).find()) {
        normal = first(DEFAULT, code);
      } else if (code.endsWith("{")) {
        blocks.push(opened.find() ? opened.group(1) : "");
        doc.setLength(0);
      } else if (code.equals("}")) {
        blocks.pop();
      } else if (method.find()) {
        members.add(
            new Member(
                blocks.getFirst(),
                method.group(1).strip(),
                method.group(2),
                normal,
                doc.toString().strip()));
        doc.setLength(0);
        normal = null;
      }
    }
  }

  private Stream<Setting> settings(String path, String of) {
    return members.stream()
        .filter(member -> member.of().equals(of))
        .flatMap(member -> settings(path + "." + kebab(member.name()), member));
  }

  private Stream<Setting> settings(String key, Member member) {
    if (members.stream().anyMatch(other -> other.of().equals(member.type()))) {
      return settings(key, member.type());
    }
    var map = member.type().startsWith("Map<") ? key + ".\"…\"" : key;
    return Stream.of(new Setting(map, member.type(), member.normal(), member.sentence()));
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  private record Member(
      String of, String type, String name, @Nullable String normal, String sentence) {}
}
