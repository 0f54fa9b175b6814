-- Administrators at work in the admin pages. A cookie carries the secret; here is its SHA-256.
create table admin_sessions (
    secret_hash  text primary key,
    user_id      bigint not null,
    user_version bigint not null,                 -- the account's at the sign-in: with another one the session is over
    created_at   bigint not null,
    seen_at      bigint not null,
    confirmed_at bigint not null,                 -- when the password was typed last
    address      text,
    user_agent   text
);

-- What administrators have set in the running server. Files, environment and command line win over it.
create table settings (
    key   text primary key,                       -- without HeadlessKey: in front
    value text not null                           -- as a file would have it; a list as a JSON array
);

-- Every change of them, so that it can be seen and undone. The newest id also tells the other nodes that there is something to read.
create table setting_changes (
    id       {identity},
    at       bigint not null,
    actor_id bigint,                              -- null: the command line
    undoes   bigint                               -- the change that this one takes back
);

create table setting_change_values (
    change_id bigint not null references setting_changes (id),
    key       text not null,
    old_value text,                               -- null: nothing was stored
    new_value text,
    primary key (change_id, key)
);

-- For counting by hour or day what the overview shows.
create index security_events_at on security_events (at);
