package chat.monarch.bridge.portal;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import chat.monarch.bridge.ghost.Ghosts;
import chat.monarch.bridge.login.Login;
import chat.monarch.bridge.login.Logins;
import chat.monarch.domain.id.LoginId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/// By which account somebody with several talks in a room. Whoever has one need not be told.
@ApplicationScoped
class AccountNames {
  private final Logins logins;

  AccountNames(Logins logins) {
    this.logins = logins;
  }

  /// All accounts of whoever has this one, among them this, and what stands behind the names of
  /// their rooms.
  Map<LoginId, String> suffixes(LoginId login) {
    var all = among(login);
    return all.stream().map(Login::id).collect(toMap(identity(), each -> suffix(each, all)));
  }

  /// What stands behind the names of an account's rooms: nothing, or which account it is.
  String suffix(LoginId login) {
    return suffix(login, among(login));
  }

  private static String suffix(LoginId login, List<Login> all) {
    return all.size() < 2 ? "" : " (" + name(login, all) + ")";
  }

  private List<Login> among(LoginId login) {
    return logins.owner(login).map(logins::loginsOf).orElse(List.of());
  }

  /// Its name, or its id where others of his are called alike.
  private static String name(LoginId login, List<Login> all) {
    return all.stream()
        .filter(each -> each.id().equals(login))
        .findFirst()
        .map(Login::name)
        .filter(name -> all.stream().filter(each -> name.equals(each.name())).count() == 1)
        .orElseGet(() -> Ghosts.localPart(login.account()));
  }
}
