package chat.monarch.matrix.api;

/// Asks the homeserver as one of us; throws as [HomeserverApi#call] does.
@FunctionalInterface
interface Asking {
  Answer ask(Request request);
}
