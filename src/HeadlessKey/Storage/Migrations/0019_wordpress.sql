-- People who live elsewhere have a row here, too: a copy, brought up to date by each answer of their directory.
alter table users add column nicename text;                -- the name in addresses, where the directory has one
alter table users add column stamp text;                   -- changes with the password kept elsewhere; null: the account is our own
alter table users add column copied_at bigint;             -- when the copy was asked for: an older answer does not overwrite a newer one

-- The refresh token of a front end written for another plugin: a counter of its own beside the session's.
alter table sessions add column cookie_generation bigint not null default 0;
alter table sessions add column cookie_rotated_at bigint;
