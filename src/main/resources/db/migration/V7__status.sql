-- What the user chose that contacts see of him: ONLINE, BUSY, AWAY or OFFLINE, and his words; null where he left it
-- to the setting.
alter table matrix_user add column status text;
alter table matrix_user add column status_text text;
