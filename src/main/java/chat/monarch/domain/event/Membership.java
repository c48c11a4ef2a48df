package chat.monarch.domain.event;

/// How somebody belongs to a room.
public enum Membership {
  INVITE,
  JOIN,
  LEAVE,
  BAN,
  KNOCK
}
