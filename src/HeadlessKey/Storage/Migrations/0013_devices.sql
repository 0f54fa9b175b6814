-- What a session's device is, read from the browser's own words when it signed in.
alter table sessions add column browser text;
alter table sessions add column os text;
alter table sessions add column device_kind text;
