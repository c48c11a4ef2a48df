package chat.monarch.sandbox.service;

import chat.monarch.sandbox.journal.StanzaRecord.Direction;
import chat.monarch.sandbox.wire.Element;
import java.util.Arrays;

/// A stanza on its way to a client: remembered, and mistreated where a fault says so. One that
/// breaks off is not remembered, since the client cannot have read it.
final class Delivery implements Wire.Writing {
  private final Core core;
  private final Connection connection;
  private final Element stanza;
  private boolean isLast;
  private boolean isTruncated;
  private int copies = 1;

  Delivery(Core core, Connection connection, Element stanza) {
    this.core = core;
    this.connection = connection;
    this.stanza = stanza;
  }

  @Override
  public void before() {
    var account = connection.account();
    if (account == null) {
      return;
    }
    isTruncated = core.faults().writtenIsTruncated();
    copies = isTruncated ? 0 : core.faults().copies(stanza.name());
    for (var copy = 0; copy < copies; copy++) {
      core.stanzas().add(account, Direction.DELIVERED, connection.number(), stanza);
    }
    isLast = core.faults().writtenIsLast();
  }

  @Override
  public byte[] bytes(byte[] whole) {
    return switch (copies) {
      case 0 -> Arrays.copyOf(whole, whole.length / 2);
      case 1 -> whole;
      default -> {
        var twice = Arrays.copyOf(whole, whole.length * 2);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        yield twice;
      }
    };
  }

  @Override
  public void after() {
    if (isTruncated) {
      connection.breakOff();
    } else if (isLast) {
      connection.cut();
    }
  }
}
