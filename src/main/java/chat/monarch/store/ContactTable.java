package chat.monarch.store;

import chat.monarch.domain.id.LoginId;
import chat.monarch.domain.id.RemoteUserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The rosters.
@ApplicationScoped
@Transactional
public class ContactTable {
  /// Makes the login's roster that of the list: who is not in it is forgotten.
  public void replace(LoginId login, List<KnownContact> roster) {
    var known =
        entities(login).stream()
            .collect(Collectors.toMap(each -> each.key.remoteId(), Function.identity()));
    for (var contact : roster) {
      var entity = known.remove(contact.id().value());
      (entity == null ? fresh(login, contact.id()) : entity).keep(contact);
    }
    known.values().forEach(ContactEntity::delete);
  }

  /// Adds or changes one contact.
  public void put(LoginId login, KnownContact contact) {
    ContactEntity.<ContactEntity>findByIdOptional(key(login, contact.id()))
        .orElseGet(() -> fresh(login, contact.id()))
        .keep(contact);
  }

  /// Forgets one contact.
  public void remove(LoginId login, RemoteUserId contact) {
    ContactEntity.deleteById(key(login, contact));
  }

  /// One contact of the login.
  public Optional<KnownContact> find(LoginId login, RemoteUserId contact) {
    return ContactEntity.<ContactEntity>findByIdOptional(key(login, contact))
        .map(ContactEntity::toContact);
  }

  /// Whether the login and somebody are contacts (ROS-3).
  public boolean isContact(LoginId login, RemoteUserId other) {
    return find(login, other).filter(KnownContact::isEstablished).isPresent();
  }

  /// What rosters call somebody, where all that have him agree: a ghost is seen by the users of
  /// all, and what one user calls him is nobody else's business.
  public Optional<String> rosterName(RemoteUserId contact) {
    var names =
        ContactEntity.<ContactEntity>list("key.remoteId", contact.value()).stream()
            .map(each -> Optional.ofNullable(each.name))
            .distinct()
            .toList();
    return names.size() == 1 ? names.getFirst() : Optional.empty();
  }

  /// The login's roster.
  public List<KnownContact> of(LoginId login) {
    return entities(login).stream().map(ContactEntity::toContact).toList();
  }

  private static List<ContactEntity> entities(LoginId login) {
    return ContactEntity.list("key.login", login.value());
  }

  private static ContactEntity fresh(LoginId login, RemoteUserId contact) {
    var entity = new ContactEntity();
    entity.key = key(login, contact);
    entity.subscription = "NONE";
    entity.persist();
    return entity;
  }

  private static ContactEntity.Key key(LoginId login, RemoteUserId contact) {
    return new ContactEntity.Key(login.value(), contact.value());
  }
}
