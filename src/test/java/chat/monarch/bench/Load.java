package chat.monarch.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What is to be written: line `n` in conversation `n` modulo their number.
///
/// @param perSecond 0 for as fast as it goes
record Load(String run, List<Conversation> conversations, int count, int perSecond) {
  /// Who writes a line.
  @FunctionalInterface
  interface Writer {
    void write(Conversation conversation, String text);
  }

  Conversation conversation(int number) {
    return conversations.get(number % conversations.size());
  }

  /// Writes everything.
  ///
  /// @return when each line was begun, in microseconds since 1970
  long[] write(Writer writer) {
    var sent = new long[count];
    var began = System.nanoTime();
    for (var number = 0; number < count; number++) {
      if (perSecond > 0) {
        awaitTime(began + number * Duration.ofSeconds(1).toNanos() / perSecond);
      }
      sent[number] = now();
      writer.write(conversation(number), new Line(run, number).text());
    }
    return sent;
  }

  private static void awaitTime(long due) {
    for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /// Microseconds since 1970, the same in all processes of this machine.
  static long now() {
    return micros(Instant.now());
  }

  static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
