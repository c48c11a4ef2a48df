-- Since when messages to this login may be lost. While it is connected: until when all that the
-- service sent was kept, told every few seconds, so that what a killed process lost is known to
-- lie after it. Null when the last stream ended in order.
alter table login add column doubt_since timestamptz;
