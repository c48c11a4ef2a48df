-- The Matrix people who use the bridge.
create table matrix_user (
  id text primary key,
  management_room text,
  created_at timestamptz not null default now()
);
create index matrix_user_management_room on matrix_user (management_room);

-- A linked account. The lease says which replica holds its connection.
create table login (
  id text primary key,
  matrix_user text not null references matrix_user,
  name text,
  -- access and refresh token, encrypted together
  tokens bytea,
  key_id text,
  tokens_expire_at timestamptz,
  state text not null,
  state_reason text,
  lease_owner text,
  lease_until timestamptz,
  lease_fence bigint not null default 0,
  created_at timestamptz not null default now()
);
create index login_matrix_user on login (matrix_user);

-- A ticket for one sign-in in the browser.
create table sign_in (
  -- a hash: the ticket itself opens the page
  ticket bytea primary key,
  -- a hash: `state` of the request for consent
  state bytea not null unique,
  -- a hash: the cookie of the browser that pressed the button
  cookie bytea,
  matrix_user text not null references matrix_user,
  -- the login that is to be signed in again; null for any account
  login text references login on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- A contact as one login's roster has him.
create table contact (
  login text not null references login on delete cascade,
  remote_id text not null,
  name text,
  subscription text not null,
  asked boolean not null default false,
  primary key (login, remote_id)
);

-- A Matrix user who stands for somebody of the messenger.
create table ghost (
  remote_id text primary key,
  -- as last read from his card, and told to the homeserver
  name text,
  -- SHA-256 of the picture, in hexadecimal digits
  avatar_hash text,
  avatar text,
  -- null until the homeserver knows name and picture
  card_read_at timestamptz
);

-- A conversation of one login, and the room that shows it.
create table portal (
  id bigint generated always as identity primary key,
  login text not null references login on delete cascade,
  remote_id text not null,
  room text unique,
  -- history has been imported, or there was none
  backfilled boolean not null default false,
  invited boolean not null default false,
  owner_left boolean not null default false,
  unique (login, remote_id)
);

-- A message, or a part of one, that is on both sides or on its way.
create table message (
  id bigint generated always as identity primary key,
  portal bigint not null references portal on delete cascade,
  remote_id uuid not null,
  part integer not null,
  event text,
  outgoing boolean not null,
  said_at timestamptz not null,
  -- of the text as it went over the wire: what the archive is matched by
  digest bytea not null,
  -- the place in the portal's order; gaps leave room for what the archive brings later
  position bigint not null,
  -- both sides have it
  confirmed boolean not null default false,
  unique (portal, remote_id, part)
);
create index message_portal_position on message (portal, position desc);
create index message_remote_id on message (remote_id);

-- The events that ever came, for ever: Synapse repeats transactions weeks later.
create table seen_event (
  hash bytea primary key
);

-- What Matrix pushed: one row of work for each event.
create table inbox (
  id bigint generated always as identity primary key,
  event text not null unique,
  room text not null,
  sender text not null,
  raw bytea not null,
  state text not null default 'PENDING',
  -- our name of the message, once it is on its way to the messenger
  remote_id uuid,
  attempt integer not null default 0,
  due_at timestamptz not null default now(),
  reason text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index inbox_open on inbox (room, id) where state in ('PENDING', 'SENDING', 'UNCERTAIN');
create index inbox_remote_id on inbox (remote_id) where remote_id is not null;
create index inbox_finished on inbox (finished_at) where finished_at is not null;

-- What the messenger brought: one row of work for each message.
create table outbox (
  id bigint generated always as identity primary key,
  portal bigint not null references portal on delete cascade,
  remote_id uuid not null unique,
  -- said by the user himself, at another place
  own boolean not null default false,
  history boolean not null default false,
  -- kept as bytes: PostgreSQL's texts refuse U+0000
  body bytea not null,
  said_at timestamptz not null,
  position bigint not null,
  state text not null default 'PENDING',
  attempt integer not null default 0,
  due_at timestamptz not null default now(),
  reason text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index outbox_open on outbox (portal, position) where state = 'PENDING';
create index outbox_finished on outbox (finished_at) where finished_at is not null;

-- Single values that must outlive a restart, for example the place in the bot's own sync.
create table setting (
  name text primary key,
  value text not null
);

create sequence position_seq as bigint increment by 1048576;
