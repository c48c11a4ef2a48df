package chat.monarch.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What the bridge's looks cost, as Synapse's log counts its requests.
///
/// @param seconds until they were answered
/// @param cpu seconds of its thread, of user and system
/// @param database seconds of its database threads
/// @param bytes of the answers
record SynapseCosts(int requests, double seconds, double cpu, double database, long bytes) {
  private static final SynapseCosts NOTHING = new SynapseCosts(0, 0, 0, 0, 0);

  private static final Pattern REQUEST =
      Pattern.compile(
          "Processed request: ([\\d.]+)sec/\\S+ ru=\\(([\\d.]+)sec, ([\\d.]+)sec\\)"
              + " db=\\([\\d.]+sec/([\\d.]+)sec/\\d+\\) (\\d+)B 200"
              + " \"GET \\S+/(?:sync|messages)\\?\\S+ HTTP/1.1\" \"Monarch\"");

  /// Of the requests that were answered behind a place in the log.
  static SynapseCosts since(Path log, long offset) throws IOException {
    try (var file = Files.newByteChannel(log)) {
      var bytes = ByteBuffer.allocate((int) (file.size() - offset));
      file.position(offset).read(bytes);
      return REQUEST
          .matcher(new String(bytes.array(), StandardCharsets.UTF_8))
          .results()
          .map(SynapseCosts::of)
          .reduce(NOTHING, SynapseCosts::plus);
    }
  }

  private static SynapseCosts of(MatchResult line) {
    return new SynapseCosts(
        1,
        Double.parseDouble(line.group(1)),
        Double.parseDouble(line.group(2)) + Double.parseDouble(line.group(3)),
        Double.parseDouble(line.group(4)),
        Long.parseLong(line.group(5)));
  }

  private SynapseCosts plus(SynapseCosts other) {
    return new SynapseCosts(
        requests + other.requests,
        seconds + other.seconds,
        cpu + other.cpu,
        database + other.database,
        bytes + other.bytes);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d requests, %.0f ms until answered, %.0f ms CPU, %.0f ms in the database, %,d bytes",
        requests,
        seconds * 1e3,
        cpu * 1e3,
        database * 1e3,
        bytes);
  }
}
