package chat.monarch.bridge.presence;

import chat.monarch.bridge.port.Homeserver;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.Presence;
import chat.monarch.domain.event.MatrixEvent;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteUserId;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A homeserver that takes the presence of ghosts and nothing else.
final class ShownGhosts implements Homeserver {
  private static final int SECONDS = 10;

  private final BlockingQueue<Shown> asked = new LinkedBlockingQueue<>();
  private final Queue<RuntimeException> failures = new ArrayDeque<>();
  private boolean held;

  /// How somebody was told to be.
  record Shown(RemoteUserId contact, Presence presence) {}

  /// The next request fails so.
  synchronized void fail(RuntimeException failure) {
    failures.add(failure);
  }

  /// Requests get no answer from now on.
  synchronized void hold() {
    held = true;
  }

  /// Requests get their answers again.
  synchronized void answer() {
    held = false;
    notifyAll();
  }

  /// The next request, which comes within 10 seconds.
  Shown next() throws InterruptedException {
    var next = asked.poll(SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nobody was told");
    }
    return next;
  }

  /// The requests that came and were not looked at yet.
  List<Shown> rest() {
    return List.copyOf(asked);
  }

  @Override
  public Optional<Intent> puppet(MatrixUserId user) {
    return Optional.empty();
  }

  @Override
  public Intent ghost(RemoteUserId contact) {
    return (Intent)
        Proxy.newProxyInstance(
            Intent.class.getClassLoader(),
            new Class<?>[] {Intent.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("setPresence")) {
                throw new UnsupportedOperationException(method.getName());
              }
              take(new Shown(contact, (Presence) arguments[0]));
              return null;
            });
  }

  private synchronized void take(Shown shown) throws InterruptedException {
    asked.add(shown);
    while (held) {
      wait();
    }
    if (!failures.isEmpty()) {
      throw failures.remove();
    }
  }

  @Override
  public Intent bot() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<RemoteUserId> contactOf(MatrixUserId user) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MatrixEvent read(ReceivedEvent event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> parts(String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String domain() {
    throw new UnsupportedOperationException();
  }
}
