-- What else the record says of each event, in pieces that leave as a whole where the engine has such, and sealed against later changes.
alter table security_events add column actor_kind text;   -- user, anonymous, operator or server; null: written before this was kept
alter table security_events add column device text;

{only postgresql}
-- The table becomes one of pieces by id, of a million each; what is there already becomes the first. The last piece takes whatever has no
-- other, so that no insert ever fails for want of one.
alter table security_events alter column id drop identity;
alter table security_events rename to security_events_first;
alter index security_events_pkey rename to security_events_first_pkey;
alter index security_events_subject rename to security_events_first_subject;

create table security_events (
    id          {identity},
    at          bigint not null,
    type        text not null,
    outcome     text not null,
    actor_id    bigint,
    subject_id  bigint,
    session_id  text,
    address     text,
    user_agent  text,
    request_id  text,
    detail      text,
    actor_kind  text,
    device      text
) partition by range (id);

create index security_events_subject on security_events (subject_id, id);
create table security_events_default partition of security_events default;

do $$
declare
    next_id bigint := (select coalesce(max(id), 0) + 1 from security_events_first);
begin
    execute format('alter table security_events attach partition security_events_first for values from (minvalue) to (%s)',
        (next_id / 1000000 + 1) * 1000000);
    perform setval(pg_get_serial_sequence('security_events', 'id'), next_id, false);
end $$;
{end}

-- Few rows are in these: refreshes, which are most of the table, cost no more than before.
create index security_events_actor on security_events (actor_id, id)
    where actor_id is not null and (subject_id is null or subject_id <> actor_id);
create index security_events_type on security_events (type, id) where type <> 'token.refreshed';

-- Each seal covers a run of ids and the seal before it. The key of the hash is not in the database.
create table seals (
    number    bigint primary key,                 -- without a gap
    first_id  bigint not null,
    last_id   bigint not null,
    row_count bigint not null,
    newest_at bigint not null,                    -- the latest time of its rows
    sealed_at bigint not null,
    hash      text not null
);

-- Where the chain ends and where what is left of it begins. One row; who moves it on first has sealed or removed.
create table seal_state (
    id            bigint primary key,
    version       bigint not null,
    sealed_number bigint not null,
    sealed_id     bigint not null,
    sealed_hash   text not null,
    pruned_number bigint not null,                -- the last seal whose rows are gone because they were old
    pruned_id     bigint not null,
    pruned_hash   text not null,
    anchored_id   bigint not null,                -- how far the last anchor reached, and when it was given out
    anchored_at   bigint not null,
    mac           text not null                   -- over all of these; empty: nothing was ever sealed
);

insert into seal_state values (1, 0, 0, 0, '', 0, 0, '', 0, 0, '');
