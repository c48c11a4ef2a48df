package chat.monarch.testkit.fake;

import chat.monarch.bridge.port.HomeserverException;
import chat.monarch.bridge.port.Intent;
import chat.monarch.bridge.port.MessageStatus;
import chat.monarch.bridge.port.OutgoingEvent;
import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.RoomPlan;
import chat.monarch.domain.ContentUri;
import chat.monarch.domain.event.Membership;
import chat.monarch.domain.id.EventId;
import chat.monarch.domain.id.MatrixUserId;
import chat.monarch.domain.id.RemoteMessageId;
import chat.monarch.domain.id.RoomId;
import chat.monarch.domain.id.TransactionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the bot, a ghost, or somebody as whom the bridge may act, does at the [FakeHomeserver].
final class FakeUser implements Intent {
  private final FakeHomeserver server;
  private final MatrixUserId user;
  private final Map<TransactionId, EventId> sendings = new HashMap<>();
  private final Set<TransactionId> reports = new HashSet<>();

  FakeUser(FakeHomeserver server, MatrixUserId user) {
    this.server = server;
    this.user = user;
  }

  @Override
  public MatrixUserId user() {
    return user;
  }

  @Override
  public RoomId ensureRoom(RoomPlan plan) {
    synchronized (server) {
      checkAnswering();
      return server.room("!made" + server.members.size() + ":example.org");
    }
  }

  @Override
  public void join(RoomId room) {
    synchronized (server) {
      checkAnswering();
      server.members.computeIfAbsent(room, _ -> new HashMap<>()).put(user(), Membership.JOIN);
      server.happened.add("join " + room.value());
    }
  }

  @Override
  public void leave(RoomId room, String reason) {
    synchronized (server) {
      server.left.put(room, reason);
    }
  }

  @Override
  public void invite(RoomId room, MatrixUserId user, boolean direct) {
    synchronized (server) {
      checkAnswering();
      server.members.get(room).putIfAbsent(user, Membership.INVITE);
    }
  }

  @Override
  public Map<MatrixUserId, Membership> members(RoomId room) {
    synchronized (server) {
      checkAnswering();
      return Map.copyOf(server.members.getOrDefault(room, Map.of()));
    }
  }

  @Override
  public boolean isEncrypted(RoomId room) {
    synchronized (server) {
      return server.encrypted.contains(room);
    }
  }

  @Override
  public EventId send(RoomId room, OutgoingEvent event, TransactionId transaction) {
    synchronized (server) {
      checkAnswering();
      if (!server.isIn(room, user)) {
        throw new HomeserverException.Refused("send", 403, "M_FORBIDDEN", "not in the room");
      }
      return sendings.computeIfAbsent(transaction, _ -> say(room, event));
    }
  }

  private EventId say(RoomId room, OutgoingEvent event) {
    server.said.add(new FakeHomeserver.Said(room, user, event.content().body()));
    if (event.inReplyTo() != null) {
      server.answered.add(event.inReplyTo());
    }
    server.notifyAll();
    var id = new EventId("$said" + server.said.size());
    if (event.remoteId() != null) {
      server.shown.computeIfAbsent(event.remoteId(), _ -> new ArrayList<>()).add(id);
    }
    return id;
  }

  @Override
  public void report(RoomId room, MessageStatus status, TransactionId transaction) {
    synchronized (server) {
      checkAnswering();
      if (reports.add(transaction)) {
        server.reported.add(new FakeHomeserver.Reported(room, status));
      }
      server.notifyAll();
    }
  }

  @Override
  public void markRead(RoomId room, EventId event) {
    synchronized (server) {
      checkAnswering();
      server.read.add(event);
      server.notifyAll();
    }
  }

  @Override
  public void redact(RoomId room, EventId event, String reason, TransactionId transaction) {
    synchronized (server) {
      checkAnswering();
      if (!server.redactionAllowed) {
        throw new HomeserverException.Refused("redact", 403, "M_FORBIDDEN", "no");
      }
      server.redacted.add(event);
    }
  }

  private void checkAnswering() {
    if (server.away) {
      throw new HomeserverException.Unavailable("the homeserver is away");
    }
    if (server.refused.contains(user)) {
      throw new HomeserverException.Refused("act", 403, "M_FORBIDDEN", "not as this user");
    }
  }

  @Override
  public void ensureRegistered() {
    done("registers");
  }

  @Override
  public void setDisplayName(String name) {
    done("is called " + name);
  }

  /// Remembers it, unless the homeserver is away.
  private void done(String what) {
    synchronized (server) {
      check();
      server.profiles.add(user.value() + " " + what);
      server.notifyAll();
    }
  }

  @Override
  public void setTyping(RoomId room, Duration time) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isPresenceKept() {
    synchronized (server) {
      checkAnswering();
      return server.presenceKept;
    }
  }

  @Override
  public void setPresence(Presence presence) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAvatar(@Nullable ContentUri picture) {
    done(picture == null ? "has no picture" : "looks like " + picture.value());
  }

  @Override
  public ContentUri upload(String contentType, String fileName, byte[] content) {
    synchronized (server) {
      check();
      if (server.refusesFiles) {
        throw new HomeserverException.Refused("upload", 413, "M_TOO_LARGE", "no");
      }
      server.uploads.add(contentType + " " + fileName);
      return new ContentUri("mxc://example.org/" + server.uploads.size());
    }
  }

  @Override
  public void update(RoomId room, RoomPlan.@Nullable Portal before, RoomPlan.Portal now) {
    synchronized (server) {
      check();
      if (!server.members.containsKey(room)) {
        throw new HomeserverException.Refused("update", 403, "M_FORBIDDEN", "not in the room");
      }
      var picture = now.picture() == null ? "" : " looks like " + now.picture().value();
      var request = now.request() ? " of somebody who asks" : "";
      server.profiles.add(room.value() + " is called " + now.name() + picture + request);
      server.notifyAll();
    }
  }

  @Override
  public void check() {
    synchronized (server) {
      checkAnswering();
    }
  }

  @Override
  public void setQuiet(RoomId room, boolean quiet) {
    synchronized (server) {
      checkAnswering();
      server.happened.add((quiet ? "quiet " : "loud ") + room.value());
    }
  }

  @Override
  public List<EventId> showing(RoomId room, RemoteMessageId message) {
    synchronized (server) {
      checkAnswering();
      return server.shown.getOrDefault(message, List.of());
    }
  }

  @Override
  public Optional<RoomId> find(String aliasLocalpart) {
    return Optional.empty();
  }
}
