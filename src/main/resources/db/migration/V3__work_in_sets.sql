-- Which events ever came is known from seen_event; another index over their long names would cost every message.
alter table inbox drop constraint inbox_event_key;

-- A part is found by its message's id, which is unique by itself.
alter table message drop constraint message_portal_remote_id_part_key;
alter table message drop column id;
drop index message_remote_id;
alter table message add primary key (remote_id, part);

-- The messenger may have it or not, and its sender was told so.
alter table message add column doubtful boolean not null default false;
alter table message drop column confirmed;

-- Messages of the contact may be missing between these times, and the room does not say so yet.
alter table portal add column gap_from timestamptz;
alter table portal add column gap_to timestamptz;

-- What the messenger refused is work, too: its sender is to be told.
drop index inbox_open;
create index inbox_open on inbox (room, id) where state in ('PENDING', 'SENDING', 'UNCERTAIN', 'REFUSED');
