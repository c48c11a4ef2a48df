package chat.monarch.matrix.appservice;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/// Answers what the homeserver asks. Users and rooms are made when the bridge needs them, never
/// because somebody guesses a name.
@Path("/_matrix/app/v1")
@FromHomeserver
public class QueryResource {
  /// The homeserver tries whether it reaches us.
  @POST
  @Path("ping")
  @Consumes(MediaType.WILDCARD)
  public Response ping() {
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
