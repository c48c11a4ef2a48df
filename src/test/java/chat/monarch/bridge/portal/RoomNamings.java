package chat.monarch.bridge.portal;

import chat.monarch.bridge.contact.ContactFixture;
import chat.monarch.bridge.login.LoginFixture;
import chat.monarch.store.MemoryPortals;

/// The names of rooms over networks and tables in memory.
public final class RoomNamings {
  private RoomNamings() {}

  public static RoomNames of(LoginFixture with, ContactFixture people, MemoryPortals portals) {
    return new RoomNames(
        portals,
        people.ghosts,
        people.names,
        new AccountNames(with.logins),
        people.incoming,
        with.users.homeserver);
  }
}
