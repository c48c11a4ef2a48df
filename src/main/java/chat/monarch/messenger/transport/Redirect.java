package chat.monarch.messenger.transport;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The host that a `see-other-host` names (SOH-2).
///
/// @param host a name, or an address without brackets
public record Redirect(String host, int port) {
  private static final int USUAL_PORT = 5222;
  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[(?<v6>[0-9A-Fa-f:.]{2,45})]|(?<host>[A-Za-z0-9.-]{1,253}))(?::(?<port>\\d{1,5}))?");

  /// Reads the text of `see-other-host`; empty when it has none of the known forms.
  public static Optional<Redirect> read(String text) {
    var form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    var port = form.group("port") == null ? USUAL_PORT : Integer.parseInt(form.group("port"));
    var host = form.group("v6") == null ? form.group("host") : form.group("v6");
    var valid =
        form.group("v6") == null
            ? Hosts.isName(host) || Hosts.literal(host) != null
            : Hosts.literal(host) != null;
    return valid && port >= 1 && port <= 65_535
        ? Optional.of(new Redirect(host, port))
        : Optional.empty();
  }

  /// Whether it leads to one of these names or below, label by label; an address must be listed
  /// itself (SOH-5).
  public boolean isWithin(List<String> suffixes) {
    var address = Hosts.literal(host);
    return suffixes.stream()
        .map(String::strip)
        .anyMatch(suffix -> address == null ? isBelow(suffix) : isSame(address, suffix));
  }

  private boolean isBelow(String suffix) {
    var name = host.toLowerCase(Locale.ROOT);
    var end = suffix.toLowerCase(Locale.ROOT);
    return name.equals(end) || (!end.isEmpty() && name.endsWith("." + end));
  }

  private static boolean isSame(InetAddress address, String listed) {
    var bare =
        listed.startsWith("[") && listed.endsWith("]")
            ? listed.substring(1, listed.length() - 1)
            : listed;
    return address.equals(Hosts.literal(bare));
  }
}
