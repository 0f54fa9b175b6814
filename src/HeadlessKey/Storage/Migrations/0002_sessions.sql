-- One row a session, however long it lives: a refresh token is the session's id, a generation and a MAC.
create table sessions (
    id                text primary key,
    user_id           bigint not null,
    salt              text not null,              -- half of what keys the refresh token's MAC; the other half is the master key
    generation        bigint not null,
    created_at        bigint not null,
    rotated_at        bigint not null,
    idle_expires_at   bigint not null,
    expires_at        bigint not null,
    access_expires_at bigint not null,            -- when the last access token it gave out dies by itself
    ended_at          bigint,
    end_reason        text,
    device            text,
    user_agent        text,
    address           text
);

create index sessions_user on sessions (user_id) where ended_at is null;
create index sessions_expires on sessions (expires_at);

-- What every node must refuse although its signature and its dates are good.
create table revocations (
    id           {identity},
    session_id   text not null,
    generation   bigint,                          -- null: the whole session; else every generation below this one
    effective_at bigint not null,                 -- the generation just below lives until then (the grace window)
    expires_at   bigint not null                  -- after this nothing it names is alive
);

create index revocations_expires on revocations (expires_at);
