-- A row is one tenant's copy of a report: two tenants of one node never share a row.
create table simpul.report (
  tenant text not null,
  id uuid not null,
  version integer not null,
  tracking_id text not null,
  state text not null,
  holder text not null,
  epoch integer not null,
  origin text not null,
  institution text,
  unit text,
  class text,
  category text,
  area text,
  urgency text not null,
  anonymous boolean not null,
  secret boolean not null,
  duplicate_of uuid,
  channel_id text,
  external_id text,
  received_at timestamptz not null,
  updated_at timestamptz not null,
  complete_at timestamptz,
  body jsonb not null,
  primary key (tenant, id)
);
select simpul.wall('simpul.report');
comment on column simpul.report.body is 'The folded case; the columns beside it are its projection for lists';

-- The public page and the API find a report by its tracking id.
create unique index report_tracking_id on simpul.report (tracking_id, tenant);
-- The inbox: newest first within a state, read by keyset.
create index report_by_state on simpul.report (tenant, state, received_at desc, id desc);
create index report_by_age on simpul.report (tenant, received_at desc, id desc);
-- GET /reports?externalId=
create index report_by_external_id on simpul.report (tenant, external_id) where external_id is not null;
-- The followers of a main report.
create index report_by_main on simpul.report (tenant, duplicate_of) where duplicate_of is not null;

-- The exact bytes that were hashed and signed stay for ever beside the parsed columns.
create table simpul.event (
  tenant text not null,
  report uuid not null,
  writer text not null,
  seq integer not null,
  hash text not null,
  id uuid not null,
  type text not null,
  epoch integer not null,
  at timestamptz not null,
  ord bigint generated always as identity,
  payload text not null,
  protected text,
  signature text,
  traceparent text,
  primary key (tenant, report, writer, seq)
);
select simpul.wall('simpul.event');
comment on column simpul.event.ord is 'Order of arrival at this party: causal, so a new party is sent the streams in it';
comment on column simpul.event.traceparent is 'The trace in which it was written; not part of it. Every delivery of the event, however late, joins that trace';
comment on column simpul.event.signature is 'Made after the commit, before the event is first sent or exported';

create table simpul.content (
  tenant text not null,
  report uuid not null,
  hash text not null,
  salt text not null,
  type text not null,
  name text,
  size integer not null,
  bytes bytea,
  blob text,
  received_at timestamptz not null,
  primary key (tenant, report, hash)
);
select simpul.wall('simpul.content');
comment on column simpul.content.bytes is 'Short texts lie here; files lie in the blob store under `blob`; both null = not yet fetched';
-- What the federation still has to fetch.
create index content_missing on simpul.content (tenant, hash) where bytes is null and blob is null;
-- A peer asks for content by its hash.
create index content_by_hash on simpul.content (hash);

create table simpul.note (
  tenant text not null,
  id uuid not null,
  report uuid not null,
  at timestamptz not null,
  author text not null,
  text text not null,
  primary key (tenant, id)
);
select simpul.wall('simpul.note');
create index note_by_report on simpul.note (tenant, report, at);
comment on table simpul.note is 'Internal: never enters a stream';

create table simpul.attachment (
  tenant text not null,
  id uuid not null,
  owner text not null,
  sha256 text not null,
  hash text not null,
  salt text not null,
  size integer not null,
  type text not null,
  name text,
  created_at timestamptz not null,
  primary key (tenant, id)
);
select simpul.wall('simpul.attachment');
comment on column simpul.attachment.owner is 'The key or channel that uploaded it: nobody else may enclose it';

create table simpul.audit (
  tenant text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  actor text not null,
  verb text not null,
  report uuid,
  outcome text not null,
  detail jsonb not null default '{}',
  primary key (tenant, id)
);
select simpul.wall('simpul.audit');
create index audit_by_report on simpul.audit (tenant, report, id);

-- One transaction = state + events + audit + outbox. Rows leave when the relay has stamped them into a feed or queued them.
create table simpul.outbox (
  tenant text not null,
  id bigint generated always as identity,
  kind text not null check (kind in ('deliver', 'job')),
  report uuid,
  to_tenant text,
  writer text,
  seq integer,
  task text,
  payload jsonb,
  traceparent text,
  created_at timestamptz not null,
  primary key (tenant, id)
);
select simpul.wall('simpul.outbox');

-- Exactly one report per provider message: the key is claimed in the transaction that makes the report.
create table simpul.dedup (
  tenant text not null,
  source text not null,
  key text not null,
  digest text not null,
  report uuid not null,
  tracking_id text not null,
  at timestamptz not null,
  primary key (tenant, source, key)
);
select simpul.wall('simpul.dedup');

create table vault.contact (
  tenant text not null,
  report uuid not null,
  sealed text not null,
  created_at timestamptz not null,
  primary key (tenant, report)
);
select simpul.wall('vault.contact');
comment on column vault.contact.sealed is 'JWE, one data key a row, wrapped by a key that is not in the database';

grant select, insert, update on simpul.report to simpul_app, simpul_worker;
grant select, insert on simpul.event to simpul_app, simpul_worker;
-- Of a stored event only the signature may still be added.
grant update (protected, signature) on simpul.event to simpul_app, simpul_worker;
grant select, insert on simpul.content to simpul_app, simpul_worker;
grant update (bytes, blob, received_at) on simpul.content to simpul_app, simpul_worker;
grant select, insert on simpul.note, simpul.attachment, simpul.dedup to simpul_app, simpul_worker;
-- Append-only by database rights.
grant select, insert on simpul.audit to simpul_app, simpul_worker;
grant select, insert, delete on simpul.outbox to simpul_app, simpul_worker;
grant select, insert on vault.contact to simpul_app, simpul_worker;
grant usage on all sequences in schema simpul to simpul_app, simpul_worker;
