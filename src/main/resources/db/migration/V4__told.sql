-- The people who wrote into a portal that is not theirs and were told so, once for ever.
create table told_stranger (
  portal bigint not null references portal on delete cascade,
  matrix_user text not null,
  primary key (portal, matrix_user)
);

-- What the owner of a login was told last of its connection. Written before it is said: what a
-- crash kept from being said is said at the next start, and nothing is said twice.
create table announcement (
  login text primary key references login on delete cascade,
  -- the state that it tells of
  state text not null,
  -- empty where nothing had to be said
  sentence text not null,
  at timestamptz not null,
  said boolean not null default false
);
create index announcement_unsaid on announcement (login) where not said;
