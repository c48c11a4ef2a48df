package chat.monarch.store;

import chat.monarch.domain.id.RemoteUserId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "contact")
@SuppressWarnings("NullAway.Init")
class ContactEntity extends PanacheEntityBase {
  @EmbeddedId public Key key;

  public @Nullable String name;

  public String subscription;

  public boolean asked;

  void keep(KnownContact contact) {
    name = contact.name();
    subscription = contact.subscription();
    asked = contact.asked();
  }

  KnownContact toContact() {
    return new KnownContact(new RemoteUserId(key.remoteId()), name, subscription, asked);
  }

  @Embeddable
  record Key(String login, @Column(name = "remote_id") String remoteId) implements Serializable {}
}
