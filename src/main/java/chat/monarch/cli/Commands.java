package chat.monarch.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// What can be said on the command line.
@Command(
    name = "monarch",
    description = "Monarch bridges Matrix and Messenger. Without a command it runs.",
    subcommands = HelpCommand.class,
    sortOptions = false)
public class Commands implements Callable<Integer> {
  @Option(
      names = "-D",
      scope = ScopeType.INHERIT,
      paramLabel = "<key>=<value>",
      description = "Sets a value of the configuration.")
  void set(Map<String, String> values) {
    values.forEach(System::setProperty);
  }

  /// Without a command: [#run].
  @Override
  public Integer call() {
    return run();
  }

  @Command(description = "Runs the bridge, until SIGTERM or Ctrl-C.")
  int run() {
    return new BridgeProcess().run(Configuration.read(Sources.ofProcess()));
  }

  @Command(description = "Prints the version.")
  int version() {
    System.out.println("Monarch " + Version.current());
    return 0;
  }

  @Command(description = "Checks the set-up. Comes with a later version.")
  int doctor() {
    throw new Fault(
        Fault.USAGE, "doctor comes with a later version of Monarch; run says what is wrong");
  }
}
