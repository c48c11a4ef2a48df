package chat.monarch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The bridge's requests, as Synapse's log counts them.
///
/// @param kinds how many of each kind, for example `PUT rooms send m.room.message`
/// @param refused how many were answered 429
record RequestCounts(Map<String, Long> kinds, long refused) {
  private static final Pattern REQUEST =
      Pattern.compile(
          "Processed request: .* (\\d{3}) \"(\\w+) /_matrix/client/([^ ?]+)\\S* HTTP/1.1\" \"Monarch\"");

  /// What is no id in a path.
  private static final Pattern WORD = Pattern.compile("[a-zA-Z_.]+");

  static RequestCounts of(Path log) throws IOException {
    var requests = REQUEST.matcher(Files.readString(log)).results().toList();
    var kinds =
        requests.stream()
            .collect(
                Collectors.groupingBy(RequestCounts::kind, TreeMap::new, Collectors.counting()));
    var refused = requests.stream().filter(request -> request.group(1).equals("429")).count();
    return new RequestCounts(kinds, refused);
  }

  private static String kind(MatchResult request) {
    return Arrays.stream(request.group(3).split("/", -1))
        .filter(segment -> WORD.matcher(segment).matches())
        .collect(Collectors.joining(" ", request.group(2) + " ", ""));
  }

  long all() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public String toString() {
    return kinds.entrySet().stream()
        .map(kind -> "%6d  %s".formatted(kind.getValue(), kind.getKey()))
        .collect(Collectors.joining("\n", "", "\n%6d  requests of the bridge".formatted(all())));
  }
}
