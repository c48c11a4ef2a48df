-- Whether the user does not want the bridge to write as him, and whether he was told that the homeserver refuses it.
alter table matrix_user add column puppet_off boolean not null default false;
alter table matrix_user add column puppet_told boolean not null default false;
