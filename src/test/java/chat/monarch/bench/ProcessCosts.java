package chat.monarch.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What processes cost, as the kernel counts it in `/proc`.
final class ProcessCosts {
  /// The kernel shows times in hundredths of a second (USER_HZ).
  private static final double TICKS = 100;

  private static final int USER_TIME = 11;
  private static final int CHILDREN_TIME = 13;

  private ProcessCosts() {}

  /// CPU seconds of a process so far.
  static double cpu(long pid) {
    return times(pid, USER_TIME, USER_TIME + 1);
  }

  /// The same with the processes that it started, those that ended too.
  static double cpuOfTree(long pid) {
    return cpu(pid)
        + times(pid, CHILDREN_TIME, CHILDREN_TIME + 1)
        + children(pid).mapToDouble(ProcessCosts::cpuOfTree).sum();
  }

  private static double times(long pid, int... fields) {
    var line = read(pid, "stat");
    // The name, in brackets, may hold blanks; the state is the first field behind it.
    var values = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
    var ticks = 0L;
    for (var field : line.isEmpty() ? new int[0] : fields) {
      ticks += Long.parseLong(values[field]);
    }
    return ticks / TICKS;
  }

  /// Memory that a process holds now, in bytes.
  static long resident(long pid) {
    return bytes(pid, "status", "VmRSS:");
  }

  /// The most that it ever held, in bytes.
  static long mostResident(long pid) {
    return bytes(pid, "status", "VmHWM:");
  }

  /// Memory of a process and those it started, in bytes; what they share is counted once.
  static long sharedByTree(long pid) {
    return bytes(pid, "smaps_rollup", "Pss:") + children(pid).map(ProcessCosts::sharedByTree).sum();
  }

  private static LongStream children(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .mapToLong(ProcessHandle::pid);
  }

  private static long bytes(long pid, String file, String key) {
    return read(pid, file)
        .lines()
        .filter(line -> line.startsWith(key))
        .flatMap(line -> Stream.of(line.replaceAll("\\D", "")))
        .mapToLong(Long::parseLong)
        .map(kibibytes -> kibibytes << 10)
        .findFirst()
        .orElse(0);
  }

  /// Empty where the process has ended meanwhile.
  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (NoSuchFileException _) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
