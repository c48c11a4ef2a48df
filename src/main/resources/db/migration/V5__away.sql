-- Since when the account has no connection, or what its connection brings first was not looked after: messages
-- that contacts wrote meanwhile are lost when it breaks early.
alter table login add column away_since timestamptz;
