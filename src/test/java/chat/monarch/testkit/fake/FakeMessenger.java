package chat.monarch.testkit.fake;

import chat.monarch.bridge.port.Messenger;
import chat.monarch.bridge.port.Session;
import chat.monarch.bridge.port.SessionEvents;
import chat.monarch.bridge.port.TokenSource;
import chat.monarch.domain.id.RemoteUserId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A service whose connections do what the test says.
public final class FakeMessenger implements Messenger {
  private final List<FakeSession> opened = new CopyOnWriteArrayList<>();

  /// Every connection so far.
  public List<FakeSession> opened() {
    return opened;
  }

  /// The latest connection.
  public FakeSession last() {
    return opened.getLast();
  }

  @Override
  public Session open(@Nullable RemoteUserId account, TokenSource tokens, SessionEvents events) {
    var session = new FakeSession(account, tokens, events);
    opened.add(session);
    return session;
  }

  @Override
  public int burst() {
    return 100;
  }

  @Override
  public List<String> parts(String text) {
    return List.of(text);
  }

  @Override
  public @Nullable RemoteUserId readAccount(String typed) {
    return typed.endsWith("@messenger.live.com") ? new RemoteUserId(typed) : null;
  }

  @Override
  public @Nullable String readEmail(String typed) {
    return typed.matches("[^@ ]+@[^@ ]+") ? typed.toLowerCase(Locale.ROOT) : null;
  }

  @Override
  public @Nullable String readName(String typed) {
    return typed.isBlank() ? null : typed;
  }
}
