package chat.monarch.matrix.appservice;

import static java.util.Objects.requireNonNull;

import chat.monarch.bridge.inbox.NotKeptException;
import chat.monarch.domain.event.ReceivedEvent;
import chat.monarch.matrix.format.EventCutter;
import chat.monarch.matrix.format.EventFilter;
import chat.monarch.matrix.format.NotJsonException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
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
  private static final String ID = "transaction";
  private static final String PATH = "/_matrix/app/v1/transactions/:" + ID;
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  /// What is larger, in bytes, is not read by the event loop, on which others wait.
  private static final int SMALL = 64 * 1024;

  private final TokenCheck token;
  private final EventFilter filter;
  private final PassingPresence passing;
  private final PassingTyping typing;
  private final PushOrder order;
  private final ExecutorService threads;
  private final long most;

  /// @param most a larger body is refused
  TransactionResource(
      TokenCheck token,
      EventFilter filter,
      PassingPresence passing,
      PassingTyping typing,
      PushOrder order,
      @VirtualThreads ExecutorService threads,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
    this.token = token;
    this.filter = filter;
    this.passing = passing;
    this.typing = typing;
    this.order = order;
    this.threads = threads;
    this.most = most.asLongValue();
  }

  void register(@Observes Router router) {
    router.put(PATH).handler(this::take);
    router.route(PATH).handler(TransactionResource::refuseMethod);
  }

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
                    body -> received(new Push(request, requireNonNull(call.pathParam(ID))), body),
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

  private void received(Push push, Buffer body) {
    var bytes = body.getBytes();
    if (bytes.length > SMALL) {
      onThread(push, () -> keepAny(push, events(bytes)));
    } else {
      attempt(push, () -> answerOrKeep(push, events(bytes)));
    }
  }

  private List<ReceivedEvent> events(byte[] body) throws NotJsonException {
    var transaction = EventCutter.transaction(body);
    passing.pass(transaction.presences());
    typing.pass(transaction.typings());
    return filter.keep(transaction.events());
  }

  private void answerOrKeep(Push push, List<ReceivedEvent> events) {
    if (events.isEmpty()) {
      keepAny(push, events);
    } else {
      onThread(push, () -> keepAny(push, events));
    }
  }

  private void keepAny(Push push, List<ReceivedEvent> events) {
    if (events.isEmpty()) {
      order.passed(push);
    } else {
      order.keep(push, events);
    }
    answer(push.response(), MatrixAnswer.fine());
  }

  private void onThread(Push push, Step step) {
    threads.execute(() -> attempt(push, step));
  }

  /// What ends with an answer, or throws.
  @FunctionalInterface
  private interface Step {
    void run() throws NotJsonException;
  }

  private void attempt(Push push, Step step) {
    try {
      step.run();
    } catch (NotJsonException noJson) {
      refuse(push, MatrixAnswer.error(400, "M_NOT_JSON", String.valueOf(noJson.getMessage())));
    } catch (NotKeptException failure) {
      LOG.warnf("A transaction was not kept, the homeserver repeats it: %s", failure.getMessage());
      refuse(push, MatrixAnswer.error(503, "M_UNKNOWN", "The events could not be kept"));
    } catch (RuntimeException failure) {
      LOG.error("A transaction was not taken, the homeserver repeats it", failure);
      refuse(push, MatrixAnswer.error(500, "M_UNKNOWN", "The transaction was not taken"));
    }
  }

  private void refuse(Push push, MatrixAnswer answer) {
    order.refused();
    answer(push.response(), answer);
  }

  private static void answer(HttpServerResponse response, MatrixAnswer answer) {
    response
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .end(answer.json());
  }
}
