-- Attempts to sign in, counted in the database so that every node sees the same. There is a row for a name nobody has, too.
create table attempts (
    subject        text not null,                 -- a keyed hash of the user's id, or of the name that was typed; '': any
    network        text not null,                 -- an IPv4 address or an IPv6 /64; '': any
    count          bigint not null,
    window_ends_at bigint not null,
    locked_until   bigint not null default 0,
    next_lock      bigint not null,               -- how long the next lock will last, in milliseconds
    primary key (subject, network)
);

create index attempts_window on attempts (window_ends_at);

-- From where an account has been signed in to: these stay open when the whole world guesses at it.
create table known_networks (
    subject text not null,
    network text not null,
    seen_at bigint not null,
    primary key (subject, network)
);

create index known_networks_seen on known_networks (seen_at);
