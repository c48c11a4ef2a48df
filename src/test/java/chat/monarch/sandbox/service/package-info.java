/// The XMPP service itself (contract B.1–B.11, B.13): listeners, connections, and who answers what.
///
/// A [chat.monarch.sandbox.service.Connection] reads and negotiates; once a client is bound, its
/// stanzas go to [chat.monarch.sandbox.service.Stanzas], which hands each to the class of its kind.
/// All state of accounts lies in [chat.monarch.sandbox.service.Directory] and is guarded by its
/// monitor; nothing is written to a socket under it, only put into a connection's queue.
@NullMarked
package chat.monarch.sandbox.service;

import org.jspecify.annotations.NullMarked;
