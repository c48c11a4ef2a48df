package chat.monarch.testkit.fake;

import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.store.ContactTable;
import chat.monarch.store.KnownContact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The rosters in memory.
public final class MemoryContacts extends ContactTable {
  private final Map<LoginId, List<KnownContact>> rosters = new ConcurrentHashMap<>();

  @Override
  public void replace(LoginId login, List<KnownContact> roster) {
    rosters.put(login, new ArrayList<>(roster));
  }

  @Override
  public void put(LoginId login, KnownContact contact) {
    remove(login, contact.id());
    rosters.computeIfAbsent(login, _ -> new ArrayList<>()).add(contact);
  }

  @Override
  public void remove(LoginId login, RemoteUserId contact) {
    rosters.getOrDefault(login, new ArrayList<>()).removeIf(each -> each.id().equals(contact));
  }

  @Override
  public Optional<KnownContact> find(LoginId login, RemoteUserId contact) {
    return of(login).stream().filter(each -> each.id().equals(contact)).findFirst();
  }

  @Override
  public Optional<String> rosterName(RemoteUserId contact) {
    var names =
        rosters.values().stream()
            .flatMap(List::stream)
            .filter(each -> each.id().equals(contact))
            .map(each -> Optional.ofNullable(each.name()))
            .distinct()
            .toList();
    return names.size() == 1 ? names.getFirst() : Optional.empty();
  }

  @Override
  public List<KnownContact> of(LoginId login) {
    return List.copyOf(rosters.getOrDefault(login, List.of()));
  }
}
