-- Somebody asks to become a contact, or is asked. Kept when it is answered: whoever asks again is a new row's
-- worth, with a new number.
create table invitation (
  login text not null references login on delete cascade,
  remote_id text not null,
  incoming boolean not null,
  -- for people to type: unique among the invitations of one Matrix user
  number integer not null,
  -- what he calls himself, and what he writes; cleaned
  nick text,
  message text,
  state text not null,
  at timestamptz not null,
  -- whether the user was told of its state
  said boolean not null default false,
  primary key (login, remote_id, incoming)
);
create index invitation_unsaid on invitation (login) where not said;

-- What a user calls a contact here, where the messenger cannot rename him.
create table local_name (
  login text not null references login on delete cascade,
  remote_id text not null,
  name text not null,
  primary key (login, remote_id)
);

-- What the homeserver was told last that the ghost is called.
alter table ghost add column shown_name text;
