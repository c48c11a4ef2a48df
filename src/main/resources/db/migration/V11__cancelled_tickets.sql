-- Whether a ticket was used up as its user called the sign-in off.
alter table sign_in add column cancelled boolean not null default false;
