-- The other sites that people come from, and that are told when they go.
create table sso_sites (
    key                 text primary key,
    name                text not null,
    issuer              text not null,
    audience            text,
    algorithm           text not null,            -- pinned: a token of the site may only agree
    jwks_url            text,                     -- one of these three verifies its tokens
    public_key          text,
    sealed_token_secret text,
    sealed_secret       text not null,            -- what the calls of the two sites to each other are signed with
    userinfo_url        text,
    requires_nonce      boolean not null,
    trusts_email        boolean not null,
    people              text not null,
    role_map            text not null,            -- remote=local, one a line
    logout_url          text,
    known_as            text,                     -- our key over there
    version             bigint not null default 0,
    created_at          bigint not null,
    disabled_at         bigint
);

-- Who somebody of a site is here. By (site, subject), never by a name or an address.
create table sso_links (
    site_key       text not null references sso_sites (key) on delete cascade,
    subject        text not null,
    user_id        bigint not null references users (id) on delete cascade,
    is_provisioned boolean not null,              -- the account was made for this link
    linked_at      bigint not null,
    used_at        bigint,
    primary key (site_key, subject),
    unique (site_key, user_id)
);

create index sso_links_user on sso_links (user_id);

-- What may be used once: tokens and nonces, by their hashes. It outlives the site's entry: one that is added again must not take them anew.
create table sso_used (
    site_key   text not null,
    used       text not null,
    expires_at bigint not null,
    primary key (site_key, used)
);

create index sso_used_expires on sso_used (expires_at);

-- Sessions of other sites: whoever begins a session from one, or says that it is over, takes its row first.
create table sso_remote_sessions (
    site_key          text not null,
    remote_session_id text not null,
    ended_at          bigint,
    expires_at        bigint not null,
    primary key (site_key, remote_session_id)
);

create index sso_remote_sessions_expires on sso_remote_sessions (expires_at);

-- Which of our sessions came from which of theirs.
create table sso_sessions (
    session_id        text primary key references sessions (id) on delete cascade,
    site_key          text not null,
    remote_session_id text
);

create index sso_sessions_remote on sso_sessions (site_key, remote_session_id);

-- To which sites our sessions were taken: they are told when one ends.
create table sso_participants (
    session_id text not null references sessions (id) on delete cascade,
    site_key   text not null references sso_sites (key) on delete cascade,
    primary key (session_id, site_key)
);
