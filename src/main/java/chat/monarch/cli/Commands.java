package chat.monarch.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Command(
      description = {
        "Writes the registration for the homeserver, with fresh tokens, and prints the lines of the"
            + " configuration that match it.",
        "Needs monarch.homeserver.domain, and monarch.appservice.* where they differ from the"
            + " defaults."
      })
  int registration(
      @Option(
              names = "--out",
              paramLabel = "FILE",
              defaultValue = "registration.yaml",
              description = "The file to write; registration.yaml if not given.")
          Path out,
      @Option(
              names = "--double-puppet",
              paramLabel = "FILE",
              description = "Writes a registration for double puppeting, too.")
          @Nullable Path doublePuppet) {
    var config = Configuration.unchecked(Sources.ofProcess());
    var files = new RegistrationFiles(config, doublePuppet != null);
    files.write(out, Optional.ofNullable(doublePuppet));
    System.out.printf(
        "# %s is written. Name it in app_service_config_files of the homeserver and restart that.%n"
            + "# This goes into application.yaml beside the program:%n",
        out);
    files.configuration(config).forEach(System.out::println);
    return 0;
  }

  @Command(description = "Checks the set-up. Comes with a later version.")
  int doctor() {
    throw new Fault(
        Fault.USAGE, "doctor comes with a later version of Monarch; run says what is wrong");
  }
}
