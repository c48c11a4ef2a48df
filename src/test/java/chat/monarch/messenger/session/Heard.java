package chat.monarch.messenger.session;

import chat.monarch.bridge.port.Contact;
import chat.monarch.bridge.port.IncomingChat;
import chat.monarch.bridge.port.Invitation;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Refusal;
import chat.monarch.bridge.port.SessionEvents;
import chat.monarch.bridge.port.SessionState;
import chat.monarch.domain.id.RemoteUserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Remembers what a session told, in order, and waits for what it will tell.
final class Heard implements SessionEvents {
  /// One thing told.
  sealed interface Word {
    record Online(RemoteUserId account, List<Contact> contacts, @Nullable Instant doubtSince)
        implements Word {}

    record Ready() implements Word {}

    record Message(IncomingChat chat) implements Word {}

    record Refused(Refusal refusal) implements Word {}

    record Changed(Contact contact) implements Word {}

    record Removed(RemoteUserId contact) implements Word {}

    record Invited(Invitation invitation) implements Word {}

    record Answered(RemoteUserId contact, boolean accepted) implements Word {}

    record Photo(RemoteUserId contact, String hash) implements Word {}

    record Present(RemoteUserId contact, Presence presence) implements Word {}

    record Typing(RemoteUserId contact, boolean typing) implements Word {}

    record Dropped(String what) implements Word {}

    record State(SessionState state) implements Word {}
  }

  private final List<Word> words = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private Runnable whileOnline = () -> {};
  private Runnable whileReceiving = () -> {};

  /// Done inside the call that tells of a new session.
  void whileOnline(Runnable action) {
    whileOnline = action;
  }

  /// Done inside the call that tells of messages.
  void whileReceiving(Runnable action) {
    whileReceiving = action;
  }

  /// Waits, 10 s at most, for the `count`th word of a kind.
  <W extends Word> W await(Class<W> kind, int count, Predicate<W> wanted) {
    lock.lock();
    try {
      var left = TimeUnit.SECONDS.toNanos(10);
      while (true) {
        var found = all(kind).stream().filter(wanted).toList();
        if (found.size() >= count) {
          return found.get(count - 1);
        }
        if (left <= 0) {
          throw new AssertionError("Waited in vain; heard were only " + words);
        }
        left = more.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      lock.unlock();
    }
  }

  <W extends Word> W await(Class<W> kind) {
    return await(kind, 1, _ -> true);
  }

  <S extends SessionState> S awaitState(Class<S> state) {
    return awaitState(state, 1);
  }

  <S extends SessionState> S awaitState(Class<S> state, int count) {
    return state.cast(
        await(Word.State.class, count, word -> state.isInstance(word.state())).state());
  }

  <W extends Word> List<W> all(Class<W> kind) {
    lock.lock();
    try {
      return words.stream().filter(kind::isInstance).map(kind::cast).toList();
    } finally {
      lock.unlock();
    }
  }

  <S extends SessionState> long count(Class<S> state) {
    return all(Word.State.class).stream().filter(word -> state.isInstance(word.state())).count();
  }

  private void say(Word word) {
    lock.lock();
    try {
      words.add(word);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void online(RemoteUserId account, List<Contact> contacts, @Nullable Instant doubtSince) {
    whileOnline.run();
    say(new Word.Online(account, contacts, doubtSince));
  }

  @Override
  public void ready() {
    say(new Word.Ready());
  }

  @Override
  public void received(List<IncomingChat> messages) {
    whileReceiving.run();
    messages.forEach(message -> say(new Word.Message(message)));
  }

  @Override
  public void refused(Refusal refusal) {
    say(new Word.Refused(refusal));
  }

  @Override
  public void contactChanged(Contact contact) {
    say(new Word.Changed(contact));
  }

  @Override
  public void contactRemoved(RemoteUserId contact) {
    say(new Word.Removed(contact));
  }

  @Override
  public void invited(Invitation invitation) {
    say(new Word.Invited(invitation));
  }

  @Override
  public void invitationAnswered(RemoteUserId contact, boolean accepted) {
    say(new Word.Answered(contact, accepted));
  }

  @Override
  public void photo(RemoteUserId contact, String hash) {
    say(new Word.Photo(contact, hash));
  }

  @Override
  public void presence(RemoteUserId contact, Presence presence) {
    say(new Word.Present(contact, presence));
  }

  @Override
  public void typing(RemoteUserId contact, boolean typing) {
    say(new Word.Typing(contact, typing));
  }

  @Override
  public void dropped(String what) {
    say(new Word.Dropped(what));
  }

  @Override
  public void changed(SessionState state) {
    say(new Word.State(state));
  }
}
