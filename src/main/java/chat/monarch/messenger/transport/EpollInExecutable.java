package chat.monarch.messenger.transport;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// Lets the executable use epoll, as the JVM does: only there a connection has a TCP user timeout.
/// Quarkus takes away Vert.x' own search for a native transport when it builds an executable, but
/// not the one for a service; `META-INF/services` names this class.
@RegisterForReflection(classNames = "io.vertx.core.impl.transports.EpollTransport")
final class EpollInExecutable {
  private EpollInExecutable() {}
}
