package chat.monarch.domain;

/// Something that must not be read by chance: it prints as stars, in logs and exceptions alike.
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
