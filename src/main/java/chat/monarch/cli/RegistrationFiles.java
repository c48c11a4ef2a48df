package chat.monarch.cli;

import chat.monarch.domain.Secret;
import chat.monarch.matrix.AppserviceConfig;
import chat.monarch.matrix.appservice.DoublePuppetRegistration;
import chat.monarch.matrix.appservice.Registration;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/// Writes the files that the homeserver is given, with fresh secrets, and says what the bridge must
/// be told to match them. Of the configuration it needs the domain only.
final class RegistrationFiles {
  private static final String DOMAIN = "monarch.homeserver.domain";

  private final SecureRandom random = new SecureRandom();
  private final String domain;
  private final Registration registration;
  private final Optional<DoublePuppetRegistration> doublePuppet;

  /// @throws Fault if the domain is not set
  RegistrationFiles(Config config, boolean withDoublePuppet) {
    domain =
        config
            .getOptionalValue(DOMAIN, String.class)
            .orElseThrow(
                () -> new Fault(Fault.CONFIGURATION, DOMAIN + ": is required and not set"));
    var id = appservice(config, "id");
    registration =
        new Registration(
            id,
            URI.create(appservice(config, "address")),
            token(),
            token(),
            hex(16),
            appservice(config, "bot-localpart"),
            appservice(config, "ghost-prefix"),
            domain);
    doublePuppet =
        withDoublePuppet
            ? Optional.of(
                new DoublePuppetRegistration(
                    id + "-double-puppet", token(), token(), hex(16), domain))
            : Optional.empty();
  }

  private static String appservice(Config config, String name) {
    var key = "monarch.appservice." + name;
    return config
        .getOptionalValue(key, String.class)
        .orElseGet(() -> defaultOf(key).orElseThrow(IllegalStateException::new));
  }

  private static Optional<String> defaultOf(String key) {
    var known = ConfigClass.configClass(AppserviceConfig.class).getProperties();
    return Optional.ofNullable(known.get(key));
  }

  private Secret token() {
    return new Secret(hex(32));
  }

  private String hex(int size) {
    return HexFormat.of().formatHex(bytes(size));
  }

  private byte[] bytes(int size) {
    var fresh = new byte[size];
    random.nextBytes(fresh);
    return fresh;
  }

  /// Writes the files, readable by their owner only.
  ///
  /// @throws Fault if one is there already, or cannot be written
  void write(Path file, Optional<Path> doublePuppetFile) {
    refuseToOverwrite(file);
    doublePuppetFile.ifPresent(RegistrationFiles::refuseToOverwrite);
    write(file, registration.yaml());
    doublePuppetFile.ifPresent(path -> write(path, doublePuppet.orElseThrow().yaml()));
  }

  private static void refuseToOverwrite(Path file) {
    if (Files.exists(file)) {
      throw new Fault(
          Fault.USAGE,
          "%s is there already; its tokens would be lost: move it away".formatted(file));
    }
  }

  private static void write(Path file, String content) {
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, fresh, onlyOwner)) {
      channel.write(StandardCharsets.UTF_8.encode(content));
    } catch (IOException e) {
      throw new Fault(Fault.USAGE, "%s cannot be written: %s".formatted(file, e));
    }
  }

  /// The lines for `application.yaml`.
  List<String> configuration(Config config) {
    var lines = new ArrayList<String>();
    lines.add("monarch:");
    lines.add("  homeserver:");
    lines.add("    domain: " + quoted(domain));
    lines.add("  appservice:");
    for (var name : List.of("id", "address", "bot-localpart", "ghost-prefix")) {
      var value = appservice(config, name);
      if (!defaultOf("monarch.appservice." + name).equals(Optional.of(value))) {
        lines.add("    " + name + ": " + quoted(value));
      }
    }
    lines.add("    as-token: " + quoted(registration.asToken().value()));
    lines.add("    hs-token: " + quoted(registration.hsToken().value()));
    lines.add(
        "  # monarch.secret-key encrypts the tokens in the database: keep it with the backups");
    lines.add("  secret-key: " + quoted(Base64.getEncoder().encodeToString(bytes(32))));
    doublePuppet.ifPresent(
        it -> {
          lines.add("  double-puppet:");
          lines.add("    secrets:");
          lines.add("      " + quoted(domain) + ": " + quoted("as_token:" + it.asToken().value()));
        });
    return lines;
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
