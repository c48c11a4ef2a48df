package chat.monarch.testkit.fault;

import java.util.ArrayList;
import java.util.List;

/// What a client of PostgreSQL asks before it waits for the answer.
///
/// @param executions in their order
/// @param transaction the texts of all statements of the transaction so far, these included
/// @param commits whether what was done is to last when this is done
record Exchange(List<Execution> executions, List<String> transaction, boolean commits) {
  /// Whether it makes a change last of which a statement has these words.
  boolean commits(String statement) {
    return commits && transaction.stream().anyMatch(sql -> sql.contains(statement));
  }

  /// The statements of one connection, cut into transactions.
  static final class Reader {
    private final List<String> open = new ArrayList<>();

    Exchange read(List<Execution> executions) {
      var begins = executions.stream().anyMatch(each -> is(each, "BEGIN"));
      var commits = executions.stream().anyMatch(each -> is(each, "COMMIT"));
      var ends = commits || executions.stream().anyMatch(each -> is(each, "ROLLBACK"));
      var alone = open.isEmpty() && !begins;
      executions.forEach(each -> open.add(each.sql()));
      var exchange = new Exchange(List.copyOf(executions), List.copyOf(open), commits || alone);
      if (ends || alone) {
        open.clear();
      }
      return exchange;
    }

    private static boolean is(Execution execution, String word) {
      return execution.sql().equalsIgnoreCase(word);
    }
  }
}
