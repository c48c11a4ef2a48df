/// A strict Messenger service for trying and testing: XMPP, sign-in pages, and the strings behind
/// them, as Part B of the wire contract asks. It shares no class with the bridge.
///
/// Begin at [chat.monarch.sandbox.Sandbox]: a test starts one, sets switches, lets contacts speak,
/// waits for what arrived. [chat.monarch.sandbox.SandboxMain] is the same as a program, and
/// `POST /control` ([chat.monarch.sandbox.Control]) the same over HTTP. Behind it:
///
/// | package | what |
/// | --- | --- |
/// | `service` | connections, and who answers which stanza |
/// | `oauth` | sign-in pages and tokens |
/// | `people` | accounts: the built-in ones, or a personas file |
/// | `setting` | switches (B.15), faults, the clock |
/// | `journal` | what happened: stanzas of each account, connections |
/// | `tls` | the private authority and its certificates |
/// | `wire` | XML |
@NullMarked
package chat.monarch.sandbox;

import org.jspecify.annotations.NullMarked;
