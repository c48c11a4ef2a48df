package chat.monarch.soak;

/// The kinds of faults, by whom they strike.
enum Kind {
  BRIDGE_KILL("bridge: kill -9"),
  BRIDGE_TERM("bridge: SIGTERM"),
  SYNAPSE_KILL("Synapse: kill -9"),
  SYNAPSE_TERM("Synapse: SIGTERM"),
  DATABASE_KILL("database: kill -9, away"),
  DATABASE_CUT("database: connections cut"),
  SERVICE_AWAY("service: away, connections refused"),
  SERVICE_FROZEN("service: frozen"),
  CUT_AFTER_READING("service: cut after n stanzas read"),
  CUT_AFTER_WRITING("service: cut after n stanzas written"),
  NETWORK_CUT("service: network cut"),
  NETWORK_HOLE("service: network swallows, then cut"),
  DROP("service: one account dropped"),
  STREAM_ERROR("service: stream error"),
  SASL_REFUSED("service: SASL refused"),
  TRUNCATED("service: truncated XML"),
  STANZA_TWICE("service: stanza twice"),
  MALFORMED("service: malformed XML"),
  REDIRECT("service: redirect in session"),
  MESSAGE_REFUSED("service: message refused"),
  ARCHIVE_MUTE("service: archive does not answer"),
  ARCHIVE_REFUSED("service: archive refused"),
  TO_SYNAPSE_502("to Synapse: 502"),
  TO_SYNAPSE_503("to Synapse: 503"),
  TO_SYNAPSE_429("to Synapse: 429"),
  TO_SYNAPSE_DELAY("to Synapse: delay"),
  TO_SYNAPSE_HANG("to Synapse: hang"),
  TO_SYNAPSE_LOST("to Synapse: response lost"),
  FROM_SYNAPSE_502("from Synapse: 502"),
  FROM_SYNAPSE_503("from Synapse: 503"),
  FROM_SYNAPSE_429("from Synapse: 429"),
  FROM_SYNAPSE_DELAY("from Synapse: delay"),
  FROM_SYNAPSE_HANG("from Synapse: hang"),
  FROM_SYNAPSE_LOST("from Synapse: response lost"),
  FROM_SYNAPSE_TWICE("from Synapse: transaction twice"),
  FROM_SYNAPSE_LATE("from Synapse: old transaction again");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
