-- The people who wrote into a portal that is not theirs and were told so, once for ever.
create table told_stranger (
  portal bigint not null references portal on delete cascade,
  matrix_user text not null,
  primary key (portal, matrix_user)
);
