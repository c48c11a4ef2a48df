package chat.monarch.sandbox.people;

import java.util.List;

/// Everybody who has an account, and the applications.
public record Personas(List<Persona> accounts, List<OAuthClient> clients) {

  public Personas {
    accounts = List.copyOf(accounts);
    clients = List.copyOf(clients);
  }

  /// These people and the usual applications, `sandbox-desktop` and `sandbox-web`.
  public static Personas of(List<Persona> accounts) {
    return new Personas(
        accounts,
        List.of(
            new OAuthClient("sandbox-desktop", "", List.of("/oauth20_desktop.srf")),
            new OAuthClient(
                "sandbox-web", "sandbox-only", List.of("http://localhost:8080/callback"))));
  }

  public static Personas of(Persona... accounts) {
    return of(List.of(accounts));
  }
}
