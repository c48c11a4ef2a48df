-- Whether the room says that the contact waits for its owner's answer to an invitation.
alter table portal add column shown_request boolean not null default false;
