package chat.monarch.matrix.appservice;

import chat.monarch.bridge.inbox.Inbox;
import chat.monarch.bridge.inbox.NotKeptException;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.matrix.format.EventCutter;
import chat.monarch.matrix.format.EventFilter;
import chat.monarch.matrix.format.NotJsonException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Takes what the homeserver pushes. It is answered when the events are kept, whatever they hold:
/// the homeserver would repeat a transaction that we refuse until we take it, and nothing else
/// would come.
///
/// A Vert.x route, not JAX-RS: most transactions hold nothing but what our own ghosts sent, and
/// such are answered by the event loop at once.
@Singleton
class TransactionResource {
  private static final Logger LOG = Logger.getLogger(TransactionResource.class);
  private static final String PATH = "/_matrix/app/v1/transactions/:transaction";
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  /// What is larger, in bytes, is not read by the event loop, on which others wait.
  private static final int SMALL = 64 * 1024;

  private final TokenCheck token;
  private final EventFilter filter;
  private final PushConnections connections;
  private final PassingPresence passing;
  private final PassingTyping typing;
  private final Inbox inbox;
  private final ExecutorService threads;
  private final long most;

  /// @param most a larger body is refused
  TransactionResource(
      TokenCheck token,
      EventFilter filter,
      PushConnections connections,
      PassingPresence passing,
      PassingTyping typing,
      Inbox inbox,
      @VirtualThreads ExecutorService threads,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
    this.token = token;
    this.filter = filter;
    this.connections = connections;
    this.passing = passing;
    this.typing = typing;
    this.inbox = inbox;
    this.threads = threads;
    this.most = most.asLongValue();
  }

  void register(@Observes Router router) {
    router.put(PATH).handler(this::take);
    router.route(PATH).handler(TransactionResource::refuseMethod);
  }

  /// The transaction's id says nothing that those of its events do not.
  private void take(RoutingContext call) {
    var request = call.request();
    var response = call.response();
    token
        .refusal(request.getHeader(HttpHeaders.AUTHORIZATION))
        .ifPresentOrElse(
            refusal -> {
              request.resume();
              answer(response, refusal);
            },
            () ->
                Body.read(
                    request,
                    most,
                    body -> received(call.request(), body),
                    () -> tooLarge(response)));
  }

  private static void refuseMethod(RoutingContext call) {
    call.request().resume();
    answer(call.response(), MatrixAnswer.error(405, "M_UNRECOGNIZED", "Only PUT"));
  }

  private static void tooLarge(HttpServerResponse response) {
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    answer(response, MatrixAnswer.error(413, "M_TOO_LARGE", "The transaction is too large"));
  }

  private void received(HttpServerRequest push, Buffer body) {
    var bytes = body.getBytes();
    if (bytes.length > SMALL) {
      onThread(push, () -> keepAny(push, events(bytes)));
    } else {
      attempt(push.response(), () -> answerOrKeep(push, events(bytes)));
    }
  }

  private List<ReceivedEvent> events(byte[] body) throws NotJsonException {
    var transaction = EventCutter.transaction(body);
    passing.pass(transaction.presences());
    typing.pass(transaction.typings());
    return filter.keep(transaction.events());
  }

  private void answerOrKeep(HttpServerRequest push, List<ReceivedEvent> events) {
    if (events.isEmpty()) {
      answer(push.response(), MatrixAnswer.fine());
    } else {
      onThread(push, () -> keepAny(push, events));
    }
  }

  private void keepAny(HttpServerRequest push, List<ReceivedEvent> events) {
    if (!events.isEmpty()) {
      connections.beforeKeeping(push);
      inbox.accept(events);
    }
    answer(push.response(), MatrixAnswer.fine());
  }

  private void onThread(HttpServerRequest push, Step step) {
    threads.execute(() -> attempt(push.response(), step));
  }

  /// What ends with an answer, or throws.
  @FunctionalInterface
  private interface Step {
    void run() throws NotJsonException;
  }

  private static void attempt(HttpServerResponse response, Step step) {
    try {
      step.run();
    } catch (NotJsonException noJson) {
      answer(response, MatrixAnswer.error(400, "M_NOT_JSON", String.valueOf(noJson.getMessage())));
    } catch (NotKeptException failure) {
      LOG.warnf("A transaction was not kept, the homeserver repeats it: %s", failure.getMessage());
      answer(response, MatrixAnswer.error(503, "M_UNKNOWN", "The events could not be kept"));
    } catch (RuntimeException failure) {
      LOG.error("A transaction was not taken, the homeserver repeats it", failure);
      answer(response, MatrixAnswer.error(500, "M_UNKNOWN", "The transaction was not taken"));
    }
  }

  private static void answer(HttpServerResponse response, MatrixAnswer answer) {
    response
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .end(answer.json());
  }
}
