create table invitations (
    token_hash text primary key,
    email      text not null,
    role       text not null,
    created_at bigint not null,
    expires_at bigint not null
);

create index invitations_expires on invitations (expires_at);
