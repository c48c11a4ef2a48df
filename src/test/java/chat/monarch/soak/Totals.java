package chat.monarch.soak;

import java.util.List;
import java.util.stream.Stream;

/// What became of all messages of one direction.
record Totals(String direction, List<Account> accounts) {
  static Totals toMessenger(List<Conversation> talks) {
    return new Totals("Matrix → Messenger", talks.stream().map(Account::toMessenger).toList());
  }

  static Totals toMatrix(List<Conversation> talks) {
    return new Totals("Messenger → Matrix", talks.stream().map(Account::toMatrix).toList());
  }

  int sent() {
    return accounts.stream().mapToInt(Account::sent).sum();
  }

  int delivered() {
    return accounts.stream().mapToInt(Account::delivered).sum();
  }

  int lost() {
    return accounts.stream().mapToInt(account -> account.lost().size()).sum();
  }

  int doubled() {
    return accounts.stream().mapToInt(account -> account.doubled().size()).sum();
  }

  int reordered() {
    return accounts.stream().mapToInt(Account::reordered).sum();
  }

  int altered() {
    return accounts.stream().mapToInt(account -> account.altered().size()).sum();
  }

  int strange() {
    return accounts.stream().mapToInt(account -> account.strange().size()).sum();
  }

  /// How many were shown as something of the past after the bridge had said that they may be
  /// missing.
  int late() {
    return accounts.stream().mapToInt(Account::late).sum();
  }

  /// How many are missing of which the bridge said so.
  int excused() {
    return accounts.stream().mapToInt(Account::excused).sum();
  }

  boolean isPerfect() {
    return lost() + doubled() + reordered() + altered() + strange() == 0;
  }

  /// The messages with which something is wrong, by an account.
  static Stream<Account.Offence> offences(Account account) {
    return Stream.of(account.lost(), account.doubled(), account.displaced(), account.altered())
        .flatMap(List::stream);
  }
}
