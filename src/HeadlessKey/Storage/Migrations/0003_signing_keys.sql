create table signing_keys (
    kid          text primary key,
    algorithm    text not null,
    sealed_key   text not null,                   -- encrypted under the master key and bound to this row's kid and algorithm
    origin       text not null,                   -- generated or imported
    created_at   bigint not null,
    activates_at bigint not null,                 -- announced until then
    retires_at   bigint,                          -- signs no more from then
    drops_at     bigint                           -- verifies no more from then
);
