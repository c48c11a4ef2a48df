package chat.monarch.messenger.session;

import chat.monarch.messenger.stanza.Jids;
import chat.monarch.messenger.stanza.StanzaErrors;
import chat.monarch.messenger.transport.Element;
import chat.monarch.messenger.transport.Ns;
import chat.monarch.messenger.transport.StreamFailure;
import chat.monarch.messenger.transport.XmppStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The IQs of one stream that wait for their answers.
final class Calls {
  private final XmppStream stream;
  private final String domain;
  private final Map<String, Open> open = new ConcurrentHashMap<>(4);
  private final AtomicInteger last = new AtomicInteger();
  private volatile @Nullable String own;

  Calls(XmppStream stream, String domain) {
    this.stream = stream;
    this.domain = domain;
    stream.express(this::take);
    var _ = stream.ended().thenAccept(this::failAll);
  }

  /// Tells our own full JID, from which answers may come too.
  void bound(String fullJid) {
    own = fullJid;
  }

  /// Asks, and waits for the answer. It comes past whatever else waits in the mailbox.
  ///
  /// @param to whom it is addressed to, or null where it bears no address
  /// @param request makes the stanza that bears an id
  /// @throws StreamFailure when the stream ends or the answer does not come in time
  Answer ask(@Nullable String to, Duration timeout, Function<String, String> request)
      throws StreamFailure {
    return ask(Open.of(to, false), timeout, request);
  }

  /// Asks, and takes the answer also from the service in place of whom it is addressed to (GJ-7).
  Answer askEither(String to, Duration timeout, Function<String, String> request)
      throws StreamFailure {
    return ask(Open.either(to), timeout, request);
  }

  /// Asks, and waits until the answer came and all that came before it was told.
  ///
  /// @param timeout how long the answer may take; to tell what came before may take longer
  Answer askInTurn(@Nullable String to, Duration timeout, Function<String, String> request)
      throws StreamFailure {
    return ask(Open.of(to, true), timeout, request);
  }

  private Answer ask(Open call, Duration timeout, Function<String, String> request)
      throws StreamFailure {
    var id = "m" + last.incrementAndGet();
    open.put(id, call);
    try {
      stream.write(request.apply(id));
      call.came().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return call.answer().get();
    } catch (ExecutionException _) {
      throw stream.ended().getNow(new StreamFailure.Lost("the stream ended"));
    } catch (TimeoutException _) {
      throw new StreamFailure.Lost(
          "the service did not answer within " + timeout.toSeconds() + " seconds");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StreamFailure.Lost("interrupted");
    } finally {
      open.remove(id);
    }
  }

  /// Takes every answer that comes, but those that wait their turn.
  private boolean take(Element element) {
    if (!isAnswer(element)) {
      return false;
    }
    var call = open.get(element.attribute("id").orElse(""));
    if (call != null && call.inTurn()) {
      call.came().complete(true);
      return false;
    }
    answer(element);
    return true;
  }

  /// Whether an element is the answer to an IQ.
  static boolean isAnswer(Element element) {
    var type = element.attribute("type").orElse("");
    return element.is(Ns.CLIENT, "iq") && (type.equals("result") || type.equals("error"));
  }

  /// Hands an answer to who waits for it; one that is not for us, or forged, is dropped (IQ-1).
  void answer(Element element) {
    var call = open.get(element.attribute("id").orElse(""));
    if (call != null && mayAnswer(call, element.attribute("from").orElse(null))) {
      call.came().complete(true);
      call.answer()
          .complete(
              element.attribute("type").filter("result"::equals).isPresent()
                  ? new Answer.Result(element)
                  : new Answer.Refused(StanzaErrors.condition(element)));
    }
  }

  private boolean mayAnswer(Open call, @Nullable String from) {
    var to = call.to();
    if (to != null) {
      return from != null && (Jids.same(from, to) || (call.orService() && isService(from)));
    }
    return from == null || isService(from);
  }

  /// Whether somebody is the service itself, or speaks for our own account (IQ-1, ROS-4).
  boolean isService(String from) {
    var self = own;
    return Jids.same(from, domain)
        || (self != null && (Jids.same(from, self) || Jids.same(from, Jids.withoutResource(self))));
  }

  private void failAll(StreamFailure cause) {
    open.values().forEach(call -> call.fail(cause));
  }

  /// @param orService whether the service may answer in place of whom it is addressed to
  /// @param came completed when the answer came, whatever else has to be told before it
  private record Open(
      @Nullable String to,
      boolean inTurn,
      boolean orService,
      CompletableFuture<Boolean> came,
      CompletableFuture<Answer> answer) {
    static Open of(@Nullable String to, boolean inTurn) {
      return new Open(to, inTurn, false, new CompletableFuture<>(), new CompletableFuture<>());
    }

    static Open either(String to) {
      return new Open(to, false, true, new CompletableFuture<>(), new CompletableFuture<>());
    }

    void fail(StreamFailure cause) {
      came.completeExceptionally(cause);
      answer.completeExceptionally(cause);
    }
  }
}
