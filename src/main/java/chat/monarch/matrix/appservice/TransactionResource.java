package chat.monarch.matrix.appservice;

import chat.monarch.bridge.inbox.Inbox;
import chat.monarch.bridge.inbox.NotKeptException;
import chat.monarch.matrix.format.EventCutter;
import chat.monarch.matrix.format.EventFilter;
import chat.monarch.matrix.format.NotJsonException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/// Takes what the homeserver pushes. It is answered when the events are kept, whatever they hold:
/// the homeserver would repeat a transaction that we refuse until we take it, and nothing else
/// would come.
@Path("/_matrix/app/v1/transactions/{transaction}")
@FromHomeserver
@RunOnVirtualThread
public class TransactionResource {
  private static final Logger LOG = Logger.getLogger(TransactionResource.class);

  private final EventFilter filter;
  private final Inbox inbox;

  TransactionResource(EventFilter filter, Inbox inbox) {
    this.filter = filter;
    this.inbox = inbox;
  }

  /// Keeps the events. The transaction's id says nothing that theirs do not.
  @PUT
  @Consumes(MediaType.WILDCARD)
  public Response accept(byte[] body) {
    try {
      inbox.accept(filter.keep(EventCutter.cut(body, "events")));
      return MatrixAnswers.fine();
    } catch (NotJsonException noJson) {
      return MatrixAnswers.error(400, "M_NOT_JSON", String.valueOf(noJson.getMessage()));
    } catch (NotKeptException failure) {
      LOG.warnf("A transaction was not kept, the homeserver repeats it: %s", failure.getMessage());
      return MatrixAnswers.error(503, "M_UNKNOWN", "The events could not be kept");
    }
  }
}
