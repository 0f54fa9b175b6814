-- Networks that an operator has shut out of everything.
create table bans (
    network    text primary key,
    reason     text not null,
    created_at bigint not null,
    expires_at bigint                             -- null: until it is lifted
);
