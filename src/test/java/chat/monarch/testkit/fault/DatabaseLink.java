package chat.monarch.testkit.fault;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One connection of the bridge to its database: hands on exchange by exchange, question and
/// answer, each only when the watcher lets it pass.
final class DatabaseLink {
  /// After these the client waits for an answer, or for nothing any more.
  private static final String ENDS = "SQHpX";

  private final Socket client;
  private final Socket server;
  private final Watcher watcher;
  private final Queue<Exchange> asked = new ConcurrentLinkedQueue<>();

  /// Who decides what passes. Either may block; false cuts the connection.
  interface Watcher {
    boolean passesQuestion(Exchange exchange);

    /// @param executions those that were done, with what they said
    boolean passesAnswer(Exchange exchange, List<Execution> executions);
  }

  DatabaseLink(Socket client, Socket server, Watcher watcher) throws IOException {
    this.client = client;
    this.server = server;
    this.watcher = watcher;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  /// Serves the connection until it ends.
  void serve() {
    var answers = Thread.ofVirtual().name("database-answers").start(() -> run(this::handOnAnswers));
    run(this::handOnQuestions);
    try {
      answers.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Half {
    void run() throws IOException;
  }

  private void run(Half half) {
    try {
      half.run();
    } catch (IOException _) {
      // One side has gone: the other one goes, too.
    } finally {
      cut();
    }
  }

  /// Ends the connection at once, both ways.
  void cut() {
    try (client;
        server) {
      client.setSoLinger(true, 0);
    } catch (IOException _) {
      // It is closed.
    }
  }

  private void handOnQuestions() throws IOException {
    var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
    var out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
    handOnStart(in, out);
    var statements = new Statements();
    var transactions = new Exchange.Reader();
    var inHand = new ArrayList<Message>();
    while (true) {
      var message = Message.read(in);
      inHand.add(message);
      statements.take(message);
      if (message.type() == 'S' || message.type() == 'Q') {
        var exchange = transactions.read(statements.takeExecuted());
        asked.add(exchange);
        if (!watcher.passesQuestion(exchange)) {
          return;
        }
      }
      if (ENDS.indexOf(message.type()) >= 0) {
        handOn(inHand, out);
      }
    }
  }

  private static void handOn(List<Message> messages, DataOutputStream out) throws IOException {
    for (var message : messages) {
      message.write(out);
    }
    out.flush();
    messages.clear();
  }

  /// The first message has no letter.
  private static void handOnStart(DataInputStream in, DataOutputStream out) throws IOException {
    var length = in.readInt();
    var rest = new byte[length - 4];
    in.readFully(rest);
    out.writeInt(length);
    out.write(rest);
    out.flush();
  }

  private void handOnAnswers() throws IOException {
    var in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
    var out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream(), 1 << 16));
    var inHand = new ArrayList<Message>();
    var greeted = false;
    while (true) {
      var message = Message.read(in);
      inHand.add(message);
      var complete = message.type() == 'Z';
      if (complete && greeted && !passes(inHand)) {
        return;
      }
      if (complete || !greeted) {
        handOn(inHand, out);
      }
      greeted |= complete;
    }
  }

  private boolean passes(List<Message> answer) {
    var exchange = asked.remove();
    var done = new ArrayList<Execution>();
    for (var message : answer) {
      if ("CIs".indexOf(message.type()) >= 0 && done.size() < exchange.executions().size()) {
        done.add(exchange.executions().get(done.size()).with(rows(message)));
      }
    }
    return watcher.passesAnswer(exchange, done);
  }

  /// `UPDATE 3` and `INSERT 0 3` say how many.
  private static int rows(Message done) {
    if (done.type() != 'C') {
      return 0;
    }
    var tag = done.text(0);
    var number = tag.substring(tag.lastIndexOf(' ') + 1);
    return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
  }
}
