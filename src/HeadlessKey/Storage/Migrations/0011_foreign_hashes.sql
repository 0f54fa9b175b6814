-- Which kinds of hashes there are, besides our own with the default rounds: an import brings some. The same expressions stand in
-- PasswordHashStore, which steps from one kind to the next by this index.
create index users_hash_kind on users ((case
    when password_hash like '$pbkdf2-sha512$i=%' and length(password_hash) between 85 and 92 then substr(password_hash, 1, length(password_hash) - 67)
    when password_hash like '$P$%' or password_hash like '$H$%' then substr(password_hash, 1, 4)
    when password_hash like '$2%' then substr(password_hash, 1, 7)
    when password_hash like '$wp$%' then substr(password_hash, 1, 10)
    when password_hash like 'AQAAAA%' then substr(password_hash, 1, 12)
    else 'other' end))
where password_hash not like '$pbkdf2-sha512$i=210000$%';
