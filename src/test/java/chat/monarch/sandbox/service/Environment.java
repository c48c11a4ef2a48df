package chat.monarch.sandbox.service;

import chat.monarch.sandbox.journal.ConnectionLog;
import chat.monarch.sandbox.journal.StanzaLog;
import chat.monarch.sandbox.oauth.Tokens;
import chat.monarch.sandbox.setting.Faults;
import chat.monarch.sandbox.setting.SandboxClock;
import chat.monarch.sandbox.setting.Switches;
import chat.monarch.sandbox.tls.Certificates;
import java.util.function.Consumer;

/// What a service is given from outside.
///
/// @param happenings is told in a sentence what happens, without secrets
public record Environment(
    Switches switches,
    Faults faults,
    SandboxClock clock,
    StanzaLog stanzas,
    ConnectionLog connections,
    Tokens tokens,
    Certificates certificates,
    Consumer<String> happenings) {}
