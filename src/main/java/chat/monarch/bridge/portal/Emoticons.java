package chat.monarch.bridge.portal;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Messenger's old codes for emoji, `(L)` or `:-)`, between the wire and Matrix. What is stored,
/// and what the archive is compared with, is always the text of the wire.
///
/// Only a code that stands alone is one: white space or nothing before it, white space, a full
/// stop or the like, or nothing behind it; several may follow one another. The same holds for
/// emoji on their way back, so that whatever is sent as a code is shown as the same emoji again.
///
/// Letters count in capitals only. Left out are the codes that people write as something else: the
/// labels of lists (`(A)` to `(E)`, `(I)`, `(X)`, `(6)`, `(8)`, `8-)`), Messenger's codes of two
/// letters (`(so)`, `(co)`), and signs of program text (`:|`, `:$`, `:@`, `(*)`, `(&)`).
@ApplicationScoped
class Emoticons {
  /// Each emoji with its codes, the one that is sent first.
  private static final String TABLE =
      """
      🙂 :-) :)
      😃 :-D :D
      😉 ;-) ;)
      😮 :-O :O :-o :o
      😛 :-P :P :-p :p
      🙁 :-( :(
      😢 :'( :'-(
      😐 :-|
      😠 :-@
      😳 :-$
      😖 :-S :-s
      🤐 :-#
      🤢 +o(
      🥳 <:o)
      😴 |-)
      🤔 *-)
      🤨 ^o)
      😎 (H)
      ❤️ (L)
      💔 (U)
      💋 (K)
      👍 (Y)
      👎 (N)
      🌹 (F)
      🥀 (W)
      🎁 (G)
      🎂 (^)
      """;

  /// Asks for the picture of a character rather than for its letter; often left out.
  private static final String AS_PICTURE = "\uFE0F";

  private static final String BEHIND = "(?=\\s|[.,!?…]|$)";
  private static final Map<String, String> EMOJI = new HashMap<>();
  private static final Map<String, String> CODES = new HashMap<>();

  static {
    TABLE.lines().map(line -> line.split(" ")).forEach(Emoticons::enter);
  }

  private static final Pattern CODE = any(EMOJI.keySet());
  private static final Pattern CODE_RUN = run(CODE);
  private static final Pattern PICTURE = any(CODES.keySet());
  private static final Pattern PICTURE_RUN = run(PICTURE);

  private final boolean isOn;

  Emoticons(MessagesConfig config) {
    this.isOn = config.emoticons();
  }

  private static void enter(String[] line) {
    var emoji = line[0];
    for (int i = 1; i < line.length; i++) {
      EMOJI.put(line[i], emoji);
    }
    CODES.put(emoji, line[1]);
    CODES.put(emoji.replace(AS_PICTURE, ""), line[1]);
    CODES.put(emoji.replace(AS_PICTURE, "") + AS_PICTURE, line[1]);
  }

  /// The longest are tried first.
  private static Pattern any(Collection<String> words) {
    return Pattern.compile(
        words.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(joining("|")));
  }

  private static Pattern run(Pattern one) {
    return Pattern.compile("(?<!\\S)(?:" + one + ")++" + BEHIND);
  }

  /// A text of the wire as Matrix shows it.
  String shown(String wire) {
    return isOn ? replace(wire, CODE_RUN, CODE, EMOJI) : wire;
  }

  /// A text of Matrix as it goes over the wire.
  String written(String text) {
    return isOn ? replace(text, PICTURE_RUN, PICTURE, CODES) : text;
  }

  private static String replace(
      String text, Pattern run, Pattern one, Map<String, String> replacements) {
    return run.matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    one.matcher(found.group())
                        .replaceAll(
                            each -> Matcher.quoteReplacement(replacements.get(each.group())))));
  }
}
