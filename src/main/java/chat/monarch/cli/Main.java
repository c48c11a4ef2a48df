package chat.monarch.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/// Where the program begins: the command line is read before anything is started.
@QuarkusMain
public class Main {
  /// Runs one command and ends with its exit code.
  public static void main(String... args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return new CommandLine(new Commands())
        .setExecutionExceptionHandler((problem, line, _) -> say(problem, line))
        .execute(args);
  }

  private static int say(Exception problem, CommandLine line) throws Exception {
    if (problem instanceof Fault fault) {
      fault.lines().forEach(line.getErr()::println);
      return fault.exitCode();
    }
    throw problem;
  }
}
