package chat.monarch.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;

/// The password of the embedded database: else every user of this machine could read it. Drawn once
/// and kept in the data folder, for the bridge's user only.
final class EmbeddedPassword {
  private static final String RULES =
      """
      # written by Monarch: the password stands in the data folder
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  private final Path rules;
  private final String value;

  private EmbeddedPassword(Path rules, String value) {
    this.rules = rules;
    this.value = value;
  }

  /// Reads the password of this data folder, or draws it.
  static EmbeddedPassword in(Path folder) throws IOException {
    var file = folder.resolve("postgres.password");
    if (!Files.exists(file)) {
      var fresh = new byte[24];
      new SecureRandom().nextBytes(fresh);
      var onlyUs =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var draft = Files.createTempFile(folder, "postgres", ".password", onlyUs);
      Files.writeString(draft, HexFormat.of().formatHex(fresh));
      Files.move(draft, file);
    }
    return new EmbeddedPassword(
        folder.resolve("postgres").resolve("pg_hba.conf"), Files.readString(file).strip());
  }

  String value() {
    return value;
  }

  /// Makes the server ask for it, if it does not yet.
  void require(EmbeddedPostgres postgres) throws IOException, SQLException {
    if (Files.readString(rules).equals(RULES)) {
      return;
    }
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("alter user postgres password '" + value + "'");
      Files.writeString(rules, RULES);
      statement.execute("select pg_reload_conf()");
    }
  }
}
