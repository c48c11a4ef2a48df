package chat.monarch.sandbox.service;

import chat.monarch.sandbox.wire.Element;
import chat.monarch.sandbox.wire.Jid;
import java.time.Instant;

/// A message for somebody who was offline (MSG-5).
///
/// @param content what stands in the message
record StoredMessage(Jid from, Element content, Instant at) {}
