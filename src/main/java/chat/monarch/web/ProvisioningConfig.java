package chat.monarch.web;

import chat.monarch.domain.Secret;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// The HTTP interface for clients and administration tools.
@ConfigMapping(prefix = "monarch.provisioning")
public interface ProvisioningConfig {
  /// The secret that callers show, 16 characters or more. Without it the interface is off.
  Optional<Secret> sharedSecret();
}
