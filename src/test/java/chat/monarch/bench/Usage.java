package chat.monarch.bench;

/// CPU seconds by process.
record Usage(double bridge, double database, double homeserver, double service) {
  Usage minus(Usage before) {
    return new Usage(
        bridge - before.bridge,
        database - before.database,
        homeserver - before.homeserver,
        service - before.service);
  }
}
