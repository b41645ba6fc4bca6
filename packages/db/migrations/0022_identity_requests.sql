-- What an officer asked the tenant that took a report in, and what came back: the answer as it was sealed, for as long as it
-- may be opened, and never what is in it.
create table simpul.identity_request (
  tenant text not null,
  id uuid not null,
  report uuid not null,
  origin text not null,
  asked_by text not null,
  role text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  purpose text not null,
  reason text not null,
  outcome text check (outcome in ('given', 'refused')),
  code text,
  answered_at timestamptz,
  answer text,
  opened_at timestamptz,
  primary key (tenant, id),
  constraint answered_whole check ((outcome is null) = (answered_at is null)),
  constraint refused_says_why check ((outcome = 'refused') = (code is not null)),
  constraint answer_was_given check (answer is null or outcome = 'given')
);
select simpul.wall('simpul.identity_request');
select simpul.restrict('simpul.identity_request');
comment on column simpul.identity_request.reason is 'In the officer''s words; it stays here';
comment on column simpul.identity_request.answer is 'A JWE to the deployment''s encryption key, not the vault''s; for as long as it may be opened';
comment on column simpul.identity_request.opened_at is 'The first time; it may be looked at again for an hour';
-- An officer's own about a report; how many a tenant asked in a day.
create index identity_request_by_report on simpul.identity_request (tenant, report, asked_by, asked_at);
create index identity_request_by_day on simpul.identity_request (tenant, asked_at);
-- What the sweep takes away.
create index identity_request_given on simpul.identity_request (expires_at) where answer is not null;

-- Asks that were answered here: each once, however often it comes; kept until a repeated one has expired.
create table simpul.identity_answer (
  tenant text not null,
  id uuid not null,
  report uuid not null,
  asker text not null,
  outcome text not null check (outcome in ('given', 'refused')),
  code text,
  at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant, id)
);
select simpul.wall('simpul.identity_answer');
select simpul.restrict('simpul.identity_answer');
-- How many asks of one tenant were answered in a day.
create index identity_answer_by_asker on simpul.identity_answer (tenant, asker, at);

-- Asks and answers on their way to a node, byte for byte as they were signed. The sealed part opens with the node's own key
-- only. What was delivered stays as a number and a hash, so that it is not queued again.
create table federation.message (
  place bigint generated always as identity,
  from_node text not null,
  to_node text not null,
  hash text not null,
  id uuid not null,
  kind text not null check (kind in ('ask', 'answer')),
  jws text,
  queued_at timestamptz not null,
  expires_at timestamptz not null,
  delivered_at timestamptz,
  primary key (to_node, hash),
  constraint delivered_is_gone check ((jws is null) = (delivered_at is not null))
);
-- The next ones for a node, and how many one peer has waiting for it; the newest, for long polls.
create index message_waiting on federation.message (to_node, place) where delivered_at is null;
create unique index message_by_place on federation.message (place);
create index message_expiring on federation.message (expires_at);

grant select, insert, delete on simpul.identity_request, simpul.identity_answer to simpul_app, simpul_worker;
grant update (outcome, code, answered_at, answer, opened_at) on simpul.identity_request to simpul_app, simpul_worker;
grant select, insert, delete on federation.message to simpul_app, simpul_worker;
grant update (jws, delivered_at) on federation.message to simpul_app, simpul_worker;
grant usage on all sequences in schema federation to simpul_app, simpul_worker;
