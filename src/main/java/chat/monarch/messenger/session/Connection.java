package chat.monarch.messenger.session;

import chat.monarch.domain.id.RemoteUserId;
import chat.monarch.messenger.transport.XmppStream;

/// A stream on which we are signed in.
///
/// @param account who the service says that we are (BND-1)
record Connection(XmppStream stream, Calls calls, RemoteUserId account) {}
