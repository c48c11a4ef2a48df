package chat.monarch.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/// A PostgreSQL of a test's own, with the tables of the bridge.
final class TestDatabase implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final AgroalDataSource source;

  TestDatabase() throws IOException, SQLException {
    server = EmbeddedPostgres.start();
    Flyway.configure().dataSource(server.getPostgresDatabase()).load().migrate();
    source =
        AgroalDataSource.from(
            new AgroalPropertiesReader("")
                .readProperties(
                    Map.of("maxSize", "8", "jdbcUrl", server.getJdbcUrl("postgres", "postgres"))));
  }

  Database database() {
    return new Database(source);
  }

  @Override
  public void close() throws IOException {
    source.close();
    server.close();
  }
}
