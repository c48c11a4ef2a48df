package chat.monarch.bench;

/// Which way messages go.
enum Way {
  INTO_MATRIX("into Matrix"),
  OUT_OF_MATRIX("out of Matrix");

  private final String words;

  Way(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
