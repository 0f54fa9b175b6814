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

-- Accounts made until now were made by an operator, who answers for their addresses.
update users set email_verified_at = registered_at where email_verified_at is null;
