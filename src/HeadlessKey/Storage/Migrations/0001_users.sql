create table users (
    id                  {identity},
    login               text not null,
    login_key           text not null unique,   -- the login in lower case: unique without regard to case
    email               text not null,
    email_key           text not null unique,
    display_name        text not null,
    first_name          text not null default '',
    last_name           text not null default '',
    nickname            text not null default '',
    locale              text not null default '',
    password_hash       text not null,
    version             bigint not null default 0,   -- goes up with every change that a sign-in under way must notice
    registered_at       bigint not null,
    email_verified_at   bigint,
    disabled_at         bigint,
    last_login_at       bigint
);

create table user_roles (
    user_id bigint not null references users (id) on delete cascade,
    role    text not null,
    primary key (user_id, role)
);

create index user_roles_role on user_roles (role);
