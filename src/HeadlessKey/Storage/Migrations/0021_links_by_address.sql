-- Whether nothing but a site's word for an address has made the link. Such a one leads into no account that can do more than the site may give.
alter table sso_links add column by_address boolean not null default false;

-- How those from before were made, the record says. Where it no longer does, their owners show their password once more, if it matters.
update sso_links set by_address = true
where not is_provisioned and not exists (
    select 1 from security_events e
    where e.subject_id = sso_links.user_id and e.type = 'sso.linked' and e.detail = sso_links.site_key || ': by_user' and e.at >= sso_links.linked_at);
