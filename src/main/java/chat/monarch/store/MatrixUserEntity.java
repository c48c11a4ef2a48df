package chat.monarch.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "matrix_user")
@SuppressWarnings("NullAway.Init")
class MatrixUserEntity extends PanacheEntityBase {
  @Id public String id;

  @Column(name = "management_room")
  public @Nullable String managementRoom;

  public @Nullable String status;

  @Column(name = "status_text")
  public @Nullable String statusText;

  @Column(name = "puppet_off")
  public boolean puppetOff;

  @Column(name = "puppet_told")
  public boolean puppetTold;

  /// Makes sure that others may refer to the user.
  static void ensure(String id) {
    getEntityManager()
        .createNativeQuery("insert into matrix_user (id) values (?1) on conflict do nothing")
        .setParameter(1, id)
        .executeUpdate();
  }
}
