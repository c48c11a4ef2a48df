package chat.monarch.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/// What a person sees who opens the bridge's address alone.
@Path("/")
public class RootResource {
  private final SignInPages pages;

  RootResource(SignInPages pages) {
    this.pages = pages;
  }

  /// There is nothing, and how to get a link.
  @GET
  @RunOnVirtualThread
  public Response nothing() {
    return pages.nothing();
  }
}
