-- Addresses to be proven by a mailed link: of a new account, of a changed address, or of an account still to be made.
create table email_verifications (
    token_hash          text primary key,
    user_id             bigint references users (id) on delete cascade,
    email               text,                     -- the address that is proven, with a user_id
    sealed_registration text,                     -- in private mode, without a user_id: the account to make, encrypted
    created_at          bigint not null,
    expires_at          bigint not null
);

create index email_verifications_user on email_verifications (user_id);
create index email_verifications_expires on email_verifications (expires_at);

-- How many mails an address was sent because somebody asked for them. There is a row for an address nobody has, too, so that both cost
-- the same.
create table verification_limits (
    subject      text primary key,                -- a keyed hash of the address
    hour_mails   bigint not null,
    hour_ends_at bigint not null
);

create index verification_limits_hour on verification_limits (hour_ends_at);

-- Accounts made until now were made by an operator, who answers for their addresses.
update users set email_verified_at = registered_at where email_verified_at is null;
