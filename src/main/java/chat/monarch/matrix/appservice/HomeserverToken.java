package chat.monarch.matrix.appservice;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/// Lets only the homeserver in.
@Provider
@FromHomeserver
class HomeserverToken implements ContainerRequestFilter {
  private final Instance<TokenCheck> check;

  /// @param check made with the first request: filters are made before there is a configuration
  HomeserverToken(Instance<TokenCheck> check) {
    this.check = check;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    check
        .get()
        .refusal(request.getHeaderString(HttpHeaders.AUTHORIZATION))
        .map(MatrixAnswer::response)
        .ifPresent(request::abortWith);
  }
}
