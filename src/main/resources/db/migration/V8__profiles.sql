-- What the homeserver was told last of the ghost: shown_name is null, too, as long as it does not know the ghost at all.
alter table ghost add column shown_avatar text;
update ghost set shown_name = coalesce(shown_name, name, split_part(remote_id, '@', 1)), shown_avatar = avatar;

-- The hash of the photo that presences bear while the card is as it was read: empty for none, null where it is not known.
alter table ghost add column photo_hash text;

-- What the room says of the contact; null where the room is older than this column.
alter table portal add column shown_name text;
alter table portal add column shown_avatar text;

-- Whoever is renamed is looked for in all rosters and rooms.
create index contact_remote_id on contact (remote_id);
create index portal_remote_id on portal (remote_id);
