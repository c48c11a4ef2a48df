package chat.monarch.matrix.appservice;

import chat.monarch.matrix.api.ArrivedPings;
import chat.monarch.matrix.format.MatrixJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;

/// Answers what the homeserver asks. Users and rooms are made when the bridge needs them, never
/// because somebody guesses a name.
@Path("/_matrix/app/v1")
@FromHomeserver
public class QueryResource {
  private static final Logger LOG = Logger.getLogger(QueryResource.class);

  private final ArrivedPings pings;

  QueryResource(ArrivedPings pings) {
    this.pings = pings;
  }

  /// The homeserver tries whether it reaches us.
  @POST
  @Path("ping")
  @Consumes(MediaType.WILDCARD)
  public Response ping(byte[] body) {
    try {
      pings.arrived(MatrixJson.MAPPER.readTree(body).path("transaction_id").asText());
    } catch (IOException noJson) {
      LOG.debugf("A ping is not JSON: %s", noJson.getMessage());
    }
    return MatrixAnswer.fine().response();
  }

  /// Whether there is a user of ours that the homeserver does not know.
  @GET
  @Path("users/{user}")
  public Response user() {
    return unknown("There is no such user");
  }

  /// Whether there is a room of ours that the homeserver does not know.
  @GET
  @Path("rooms/{alias}")
  public Response room() {
    return unknown("There is no such room");
  }

  /// What one can look up here.
  @GET
  @Path("thirdparty/protocol/messenger")
  public Response protocol() {
    return new MatrixAnswer(
            200,
            """
            {"user_fields":[],"location_fields":[],"icon":"","field_types":{},"instances":[]}""")
        .response();
  }

  /// Any other protocol.
  @GET
  @Path("thirdparty/protocol/{protocol}")
  public Response otherProtocol() {
    return unknown("There is no such protocol");
  }

  /// Look-ups of users and rooms find nothing: who is whom is asked of the bot.
  @GET
  @Path("thirdparty/{kind:user|location}{rest:(/.*)?}")
  public Response lookUp() {
    return new MatrixAnswer(200, "[]").response();
  }

  private static Response unknown(String what) {
    return MatrixAnswer.error(404, "M_NOT_FOUND", what).response();
  }
}
