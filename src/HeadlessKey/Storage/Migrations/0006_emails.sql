-- Mail that is to go out. A row is written with what it tells of, and removed when the mail server has taken it.
create table emails (
    id             text primary key,
    kind           text not null,
    user_id        bigint,                        -- whom it tells something; null: an address without an account
    recipient      text not null,
    sealed_content text,                          -- language and values, encrypted: they hold links and codes; null once given up
    created_at     bigint not null,
    useless_at     bigint not null,               -- what it says is no longer true then, such as a link that has expired
    next_try_at    bigint not null,               -- also the lease of the node that is trying now
    tries          bigint not null default 0,
    last_error     text,
    given_up_at    bigint
);

create index emails_due on emails (next_try_at) where given_up_at is null;
