package chat.monarch.matrix.api;

import jakarta.inject.Singleton;

/// Which ping of the homeserver came to us last. While Synapse is repeating transactions, it says
/// of a ping that came that it failed: it cannot call off the repetition that is under way.
@Singleton
public class ArrivedPings {
  private volatile String last = "";

  /// One came.
  public void arrived(String transaction) {
    last = transaction;
  }

  boolean isLast(String transaction) {
    return last.equals(transaction);
  }
}
