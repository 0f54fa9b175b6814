create table security_events (
    id          {identity},
    at          bigint not null,
    type        text not null,
    outcome     text not null,
    actor_id    bigint,                           -- who did it; null: nobody signed in
    subject_id  bigint,                           -- whom it is about
    session_id  text,
    address     text,
    user_agent  text,
    request_id  text,
    detail      text
);

create index security_events_subject on security_events (subject_id, id);
