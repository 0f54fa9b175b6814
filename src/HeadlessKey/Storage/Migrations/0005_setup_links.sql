create table setup_links (
    token_hash text primary key,
    expires_at bigint not null
);
