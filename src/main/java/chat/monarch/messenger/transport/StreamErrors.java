package chat.monarch.messenger.transport;

import chat.monarch.messenger.PlainText;

/// Errors that end streams (B.13).
final class StreamErrors {
  private StreamErrors() {}

  /// Reads one of the service.
  static StreamFailure read(Element error) {
    var text = error.child(Ns.STREAM_ERRORS, "text").map(Element::text).orElse("");
    return error.children().stream()
        .filter(child -> child.namespace().equals(Ns.STREAM_ERRORS))
        .filter(child -> !child.localName().equals("text"))
        .findFirst()
        .map(found -> failure(found, text))
        .orElseGet(
            () -> new StreamFailure.ByService("undefined-condition", "", PlainText.of(text)));
  }

  private static StreamFailure failure(Element condition, String text) {
    return new StreamFailure.ByService(
        PlainText.of(condition.localName()), condition.text(), PlainText.of(text));
  }

  /// Writes one of ours.
  static String write(StreamFailure.Unacceptable failure) {
    return "<stream:error><"
        + failure.condition()
        + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
  }
}
