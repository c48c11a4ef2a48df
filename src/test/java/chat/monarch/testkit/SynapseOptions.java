package chat.monarch.testkit;

import java.nio.file.Path;
import java.util.List;

/// How a Synapse is to be started.
///
/// @param registrations the files of its application services, read at each start
/// @param autoAcceptInvites whether it joins its users to direct chats that they are invited to
/// @param limited whether it has the rate limits that it comes with; else it has none
public record SynapseOptions(List<Path> registrations, boolean autoAcceptInvites, boolean limited) {
  /// No application service, and invitations wait for the user.
  public static SynapseOptions plain() {
    return new SynapseOptions(List.of(), false, false);
  }

  /// The same with these registrations.
  public SynapseOptions withRegistrations(Path... files) {
    return new SynapseOptions(List.of(files), autoAcceptInvites, limited);
  }

  /// The same with `auto_accept_invites`.
  public SynapseOptions withAutoAcceptInvites() {
    return new SynapseOptions(registrations, true, limited);
  }

  /// The same with the rate limits that Synapse comes with.
  public SynapseOptions withLimits() {
    return new SynapseOptions(registrations, autoAcceptInvites, true);
  }
}
