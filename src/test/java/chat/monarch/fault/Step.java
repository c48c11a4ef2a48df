package chat.monarch.fault;

import chat.monarch.testkit.fault.Hold;
import java.time.Duration;

/// The steps of a message's way, each seen from outside, at which a test kills the bridge.
enum Step {
  // From Matrix

  /// The homeserver pushed a transaction; its events are not committed. It will push it again.
  TRANSACTION_CAME {
    @Override
    Moment arm(Stage stage) {
      return at(stage.database().holdBeforeCommit("insert into inbox"));
    }
  },

  /// The events are committed; the homeserver has no answer. It will push them again.
  EVENTS_COMMITTED {
    @Override
    Moment arm(Stage stage) {
      return at(stage.database().holdAfterCommit("insert into inbox"));
    }
  },

  /// The homeserver has its 200; that the messages are being sent is not committed.
  TRANSACTION_ANSWERED {
    @Override
    Moment arm(Stage stage) {
      var hold = stage.database().holdBeforeCommit(SENDING);
      return new Moment(
          () -> {
            hold.await();
            stage.homeserver().awaitPushed(SOON);
          },
          hold::abandon);
    }
  },

  /// `SENDING` is committed; nothing was written to the service.
  SENDING_COMMITTED {
    @Override
    Moment arm(Stage stage) {
      return at(stage.database().holdAfterCommit(SENDING));
    }
  },

  /// The stanzas are in the socket; the service has not read them, and will.
  STANZAS_WRITTEN {
    @Override
    Moment arm(Stage stage) {
      var hold = stage.database().holdAfterCommit(SENDING);
      return new Moment(
          () -> {
            hold.await();
            stage.service().freeze();
            hold.release();
            stage.service().awaitHeldBack();
          },
          stage.service()::thaw);
    }
  },

  /// The service has the stanzas; it did not answer the ping behind them.
  STANZAS_ARRIVED {
    @Override
    Moment arm(Stage stage) {
      var hold = stage.database().holdAfterCommit(SENDING);
      return new Moment(
          () -> {
            hold.await();
            var mark = stage.service().mark();
            stage.service().failNext(PING, "silence", 1);
            hold.release();
            stage.awaitAsked(mark, PING);
          },
          () -> {});
    }
  },

  /// The ping was answered; that the messages are sent is not committed.
  BARRIER_ANSWERED {
    @Override
    Moment arm(Stage stage) {
      return at(stage.database().holdBeforeCommit(SETTLED));
    }
  },

  /// That the messages are sent is committed.
  SETTLED_COMMITTED {
    @Override
    Moment arm(Stage stage) {
      return at(stage.database().holdAfterCommit(SETTLED));
    }
  },

  // From Messenger

  /// The service wrote the message into the stream; it is not committed.
  STANZA_CAME {
    @Override
    Moment arm(Stage stage) {
      return at(stage.database().holdBeforeCommit("insert into outbox"));
    }
  },

  /// The message is committed; nothing was sent to Matrix.
  MESSAGE_COMMITTED {
    @Override
    Moment arm(Stage stage) {
      return at(stage.database().holdAfterCommit("insert into outbox"));
    }
  },

  /// The homeserver was asked to show the message; it did not.
  PUT_ON_ITS_WAY {
    @Override
    Moment arm(Stage stage) {
      return at(stage.homeserver().hang());
    }
  },

  /// The homeserver shows the message; the bridge has no answer.
  PUT_DONE {
    @Override
    Moment arm(Stage stage) {
      return at(stage.homeserver().holdAnswer());
    }
  },

  /// The bridge has the answer; that the message is done is not committed.
  PUT_ANSWERED {
    @Override
    Moment arm(Stage stage) {
      return at(stage.database().holdBeforeCommit(FINISHED));
    }
  },

  /// That the message is done is committed.
  FINISHED_COMMITTED {
    @Override
    Moment arm(Stage stage) {
      return at(stage.database().holdAfterCommit(FINISHED));
    }
  };

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PING = "urn:xmpp:ping";
  private static final String SENDING = "update inbox set state = 'SENDING'";
  private static final String SETTLED = "update inbox set state = $1, finished_at";
  private static final String FINISHED = "update outbox set state = 'SENT'";

  /// Sees to it that the next message stops at this step.
  abstract Moment arm(Stage stage);

  private static Moment at(Hold hold) {
    return new Moment(hold::await, hold::abandon);
  }

  /// Something that may take a while.
  interface Waiting {
    void await() throws InterruptedException;
  }

  /// When the bridge is to die, and what goes on without it.
  record Moment(Waiting reached, Runnable afterKill) {
    void await() {
      try {
        reached.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}
