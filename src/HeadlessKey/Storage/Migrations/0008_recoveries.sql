-- Ways back in: a mailed link or a mailed code, each for one use.
create table recoveries (
    id          text primary key,
    user_id     bigint not null references users (id) on delete cascade,
    method      text not null,                    -- link or otp
    secret_hash text not null,                    -- a link's: SHA-256; a code's: keyed from the master key and bound to user and row
    created_at  bigint not null,
    expires_at  bigint not null
);

create index recoveries_user on recoveries (user_id);
create unique index recoveries_link on recoveries (secret_hash) where method = 'link';

-- How often a name was tried and mailed. There is a row for a name nobody has, too, so that both cost the same.
create table recovery_limits (
    subject      text primary key,                -- a keyed hash of the user's id, or of the name that was typed
    code_tries   bigint not null default 0,       -- since the last code was mailed
    hour_tries   bigint not null default 0,
    hour_mails   bigint not null default 0,
    hour_codes   bigint not null default 0,       -- how many of these mails were codes
    hour_ends_at bigint not null
);

create index recovery_limits_hour on recovery_limits (hour_ends_at);
