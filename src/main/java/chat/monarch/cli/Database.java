package chat.monarch.cli;

import java.util.Map;

/// The database that the bridge works on: a given one, or one of its own.
interface Database extends AutoCloseable {
  /// What Quarkus must be told, as keys and values.
  Map<String, String> settings();

  @Override
  void close();

  /// Opens what the configuration asks for. Blocks until the database answers.
  ///
  /// @throws Fault if it cannot be had
  static Database open(Configuration configuration) {
    var url = configuration.value("quarkus.datasource.jdbc.url");
    if (url.isEmpty()) {
      return EmbeddedDatabase.start(configuration.group(DataConfig.class).dataDir());
    }
    return GivenDatabase.await(
        url.get(),
        configuration.value("quarkus.datasource.username"),
        configuration.value("quarkus.datasource.password"));
  }
}
