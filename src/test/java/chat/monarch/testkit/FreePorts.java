package chat.monarch.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for processes that must be told theirs.
///
/// A port is reserved by a locked file while this JVM lives, so that two runs at a time never
/// choose the same; it lies below the range from which the kernel takes
/// the ports of outgoing connections.
public final class FreePorts {
  private static final int FIRST = 15_000;
  private static final int LAST = 32_000;
  private static final int TRIES = 1_000;

  // Held so that they are not collected, which would release them.
  private static final List<FileLock> HELD = new ArrayList<>();

  private FreePorts() {}

  /// A port on which nothing listens and that nobody else was given.
  public static synchronized int take() {
    for (var attempt = 0; attempt < TRIES; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (reserve(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free port between " + FIRST + " and " + LAST + ".");
  }

  private static boolean reserve(int port) {
    try {
      var folder = Path.of(System.getProperty("java.io.tmpdir"), "monarch-ports-" + user());
      Files.createDirectories(folder);
      var file =
          FileChannel.open(
              folder.resolve(Integer.toString(port)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      var lock = file.tryLock();
      if (lock == null) {
        file.close();
        return false;
      }
      return HELD.add(lock);
    } catch (OverlappingFileLockException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String user() {
    return System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
  }

  private static boolean isFree(int port) {
    return canListen(new InetSocketAddress(port))
        && canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static boolean canListen(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
