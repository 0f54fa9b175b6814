-- What is to be told to others over HTTP. A row is written with what it tells of, tried until it is taken, and kept for a while to be seen.
create table deliveries (
    id           {identity},
    target       text not null,                   -- who is told: the channel, a slash, and the channel's own id
    message_id   text not null,                   -- the same on every try: a receiver knows a repetition by it
    once         boolean not null,                -- it may be asked for again, which then says nothing new
    kind         text not null,
    ordering_key text,                            -- those with the same one are delivered one after the other; null: in any order
    body         text not null,
    is_private   boolean not null,                -- the body is encrypted
    created_at   bigint not null,
    state        text not null default 'waiting', -- waiting, delivered or failed
    tries        bigint not null default 0,
    next_try_at  bigint not null,
    leased_until bigint,                          -- a node is trying it, or has died over it if this is past
    ended_at     bigint,
    last_error   text
);

-- An event is written with each sign-in and each refresh, and its delivery with it: that touches the first of these, at its end, and no other.
create index deliveries_waiting on deliveries (target, next_try_at) where state = 'waiting';
create index deliveries_order on deliveries (target, ordering_key, id) where state = 'waiting' and tries > 0;
create unique index deliveries_once on deliveries (target, message_id) where once;
create index deliveries_leased on deliveries (target) where leased_until is not null;
create index deliveries_failed on deliveries (target, id) where state = 'failed';
create index deliveries_ended on deliveries (ended_at) where ended_at is not null;

-- How each target has been doing. The row is also what nodes that want to claim from one target wait for each other at.
create table delivery_targets (
    target        text primary key,
    claimed_at    bigint not null,
    failures      bigint not null default 0,      -- since something was last taken
    failing_since bigint,
    not_before    bigint not null default 0       -- left in peace until then
);

-- Every try, for the operator to see.
create table delivery_attempts (
    id           {identity},
    delivery_id  bigint not null,
    at           bigint not null,
    request      text not null,                   -- its head, without what could be used again
    status       bigint,                          -- null: there was no answer
    answer       text,                            -- how it began
    error        text,                            -- null: it was taken
    milliseconds bigint not null
);

create index delivery_attempts_delivery on delivery_attempts (delivery_id, id);

-- Who wants to be told of security events. The channel of their deliveries is "webhook", and this is its id.
create table webhooks (
    id               text primary key,
    url              text not null,
    description      text,
    sealed_secret    text not null,
    sealed_previous  text,                        -- while a secret rotates, what is sent is signed with the one before, too
    previous_until   bigint,
    created_at       bigint not null,
    disabled_at      bigint,
    disabled_reason  text
);

-- Of which: a type, all of a family such as user.*, or * for all.
create table webhook_types (
    webhook_id text not null references webhooks (id) on delete cascade,
    pattern    text not null,
    primary key (webhook_id, pattern)
);

-- What the event is called outside, known before its row is written.
alter table security_events add column event_id text;
