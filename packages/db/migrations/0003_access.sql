create table simpul.unit (
  tenant text not null,
  code text not null,
  name text not null,
  parent text,
  kind text not null,
  primary key (tenant, code)
);
select simpul.wall('simpul.unit');

-- A machine's key: only its hash is kept. The tenant stands in the key's text, so no lookup leaves its tenant.
create table simpul.api_key (
  tenant text not null,
  id text not null,
  name text not null,
  hash text not null,
  scopes text[] not null,
  rate integer not null default 20,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant, id)
);
select simpul.wall('simpul.api_key');
comment on column simpul.api_key.rate is 'Requests a second';

create table simpul.channel (
  tenant text not null,
  id text not null,
  kind text not null,
  name text not null,
  sealed_secret text not null,
  unit text,
  rate integer not null default 100,
  created_at timestamptz not null,
  disabled_at timestamptz,
  primary key (tenant, id)
);
select simpul.wall('simpul.channel');
create unique index channel_id on simpul.channel (id);
comment on column simpul.channel.sealed_secret is 'JWE under the vault key: what the provider holds';

create table simpul.idempotency (
  tenant text not null,
  owner text not null,
  key text not null,
  digest text not null,
  locked_until timestamptz not null,
  status integer,
  headers jsonb,
  body text,
  created_at timestamptz not null,
  primary key (tenant, owner, key)
);
select simpul.wall('simpul.idempotency');
-- The nightly sweep deletes answers older than a day.
create index idempotency_by_age on simpul.idempotency (created_at);

grant select, insert, update, delete on simpul.unit to simpul_app, simpul_worker;
grant select, insert, update on simpul.api_key, simpul.channel to simpul_app, simpul_worker;
grant select, insert, update, delete on simpul.idempotency to simpul_app, simpul_worker;

create table reference.area (
  code text primary key,
  name text not null,
  kind text not null check (kind in ('province', 'regency', 'city', 'district', 'village')),
  parent text
);
create index area_by_parent on reference.area (parent);
create table reference.category (
  code text primary key,
  parent text,
  name_id text not null,
  name_en text not null,
  asks_road_status boolean not null default false
);
create table reference.routing_rule (
  id text primary key,
  rule jsonb not null
);
grant select on all tables in schema reference to simpul_app, simpul_worker;
