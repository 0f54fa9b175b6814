-- What is decided behind the answer, so that the time the answer takes says nothing about who has an account.
create table deferred_requests (
    id          {identity},
    kind        text not null,
    sealed_body text not null,                    -- encrypted under the master key
    created_at  bigint not null,
    next_try_at bigint not null,
    tries       bigint not null default 0
);

create index deferred_requests_due on deferred_requests (next_try_at);
