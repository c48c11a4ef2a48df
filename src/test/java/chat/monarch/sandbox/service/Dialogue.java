package chat.monarch.sandbox.service;

import chat.monarch.sandbox.journal.StanzaLog;
import chat.monarch.sandbox.setting.Faults;
import chat.monarch.sandbox.setting.Switches;
import java.time.InstantSource;
import java.util.function.Consumer;

/// The parts that answer clients, put together.
///
/// @param stanzas where stanzas of signed-in clients go
record Dialogue(
    Stanzas stanzas, Presences presences, Contacts contacts, Messages messages, Natives natives) {

  static Dialogue of(
      Directory directory,
      Switches switches,
      Faults faults,
      InstantSource clock,
      StanzaLog log,
      History history,
      Consumer<String> happenings) {
    var natives = new Natives(log);
    var presences = new Presences(directory, switches);
    var contacts = new Contacts(directory, switches, presences, natives);
    var messages = new Messages(directory, switches, clock, history, natives, happenings);
    // PRS-2: presences, then invitations, then messages.
    presences.afterwards(contacts::showInvitations);
    presences.afterwards(messages::deliverStored);
    var requests =
        new Requests(
            directory,
            switches,
            contacts,
            new Cards(directory, switches),
            new Archive(directory, switches, history),
            new Lookup(directory, switches));
    var stanzas = new Stanzas(directory, faults, presences, contacts, messages, requests);
    return new Dialogue(stanzas, presences, contacts, messages, natives);
  }
}
